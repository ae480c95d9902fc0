package org.besik.query.notifications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.besik.query.intake.Views;
import org.besik.query.notifications.FlagNews.Raised;
import org.besik.query.notifications.Message.Flagged;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Severity;
import org.besik.query.untracked.Standing;

/** What there is to tell a subscription. Children are looked at once for all subscriptions of a round. */
final class Newsroom {

    /** So many flags are told at once at most; the rest follows in the next message. */
    static final int AT_ONCE = 2_000;

    private final Views views;
    private final SchoolCalendar calendar;
    private final LocalDate today;
    private final Map<Long, Optional<Seen>> seen = new HashMap<>();

    /** A flag and where the child is; a sealed child is told of to nobody. */
    private record Seen(String region, Flagged flag) {}

    /** News up to a position, by region. */
    record Edition(long upTo, List<Message> messages) {}

    Newsroom(Views views, SchoolCalendar calendar, LocalDate today) {
        this.views = views;
        this.calendar = calendar;
        this.today = today;
    }

    /** The next flags after a position; not yet looked at. */
    List<Raised> after(long position) {
        return FlagNews.read(views.store(), position, AT_ONCE);
    }

    /** What of them a subscription wants to be told. */
    Edition edit(Subscription subscription, List<Raised> news, Instant now) {
        var byRegion = new TreeMap<String, List<Flagged>>();
        for (Raised raised : news) {
            look(raised)
                    .filter(child -> subscription.wants(
                            child.region(), child.flag().reason(), child.flag().severity()))
                    .ifPresent(child -> byRegion.computeIfAbsent(child.region(), region -> new ArrayList<>())
                            .add(child.flag()));
        }
        var messages = new ArrayList<Message>();
        byRegion.forEach((region, flags) ->
                messages.add(new Message(UUID.randomUUID().toString(), now, region, List.copyOf(flags))));
        return new Edition(news.getLast().position(), messages);
    }

    private Optional<Seen> look(Raised raised) {
        return seen.computeIfAbsent(
                raised.position(), position -> views.record(raised.child()).flatMap(record -> seen(raised, record)));
    }

    private Optional<Seen> seen(Raised raised, RecordFacts record) {
        var state = ChildState.asOf(record, today);
        if (state.isSealed()) {
            return Optional.empty();
        }
        Standing standing = Standing.on(record, today, calendar, views.rules());
        boolean holds =
                standing.reasons().stream().anyMatch(why -> why.reason().name().equals(raised.reason()));
        Severity severity = standing.severity() == null ? Severity.LOW : standing.severity();
        return Optional.of(new Seen(
                state.region(),
                new Flagged(raised.id(), record.id().value(), raised.reason(), severity, raised.day(), holds)));
    }
}
