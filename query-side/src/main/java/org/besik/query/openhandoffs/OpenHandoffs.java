package org.besik.query.openhandoffs;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.Access;
import org.besik.query.access.NotAllowed;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.intake.Views;
import org.besik.query.spells.Spells;
import org.besik.query.spells.SpellsCursor;
import org.besik.query.viewstore.Document;
import org.jspecify.annotations.Nullable;

/**
 * Answers: who waits for whom? A monitoring officer sees the handoffs of children of its regions, an agency those that it
 * offered and those that were offered to it.
 */
public final class OpenHandoffs {

    private final Views views;

    public OpenHandoffs(Views views) {
        this.views = views;
    }

    /** A page of handoffs; {@code cursor} leads to the next one, null: there is none. */
    public record Page(List<OpenHandoff> items, @Nullable String cursor) {}

    /**
     * Handoffs of children of some regions, the longest waiting first.
     *
     * @param region empty: all of the caller's
     * @throws NotAllowed if the caller may not list children, or not those of that region
     */
    public Page ofRegion(Caller caller, Optional<String> region, LocalDate day, int limit, @Nullable String cursor) {
        List<String> regions = Access.listed(caller, region);
        return page(
                caller, regions.isEmpty() ? null : new Spells.In(HandoffsWaiting.REGION, regions), day, limit, cursor);
    }

    /**
     * Handoffs to the caller's agency.
     *
     * @throws NotAllowed if the caller speaks for no agency
     */
    public Page to(Caller caller, LocalDate day, int limit, @Nullable String cursor) {
        return page(caller, new Spells.In(HandoffsWaiting.TO, own(caller)), day, limit, cursor);
    }

    /**
     * Handoffs by the caller's agency.
     *
     * @throws NotAllowed if the caller speaks for no agency
     */
    public Page from(Caller caller, LocalDate day, int limit, @Nullable String cursor) {
        return page(caller, new Spells.In(HandoffsWaiting.FROM, own(caller)), day, limit, cursor);
    }

    /**
     * The child of a handoff that waits for the caller's answer; empty if there is none. Only for answering: a receiver
     * may not read the child before it has accepted.
     */
    public Optional<String> childOffered(Caller caller, String handoffId, LocalDate day) {
        var to = new Spells.In(HandoffsWaiting.TO, own(caller));
        Document after = null;
        while (true) {
            List<Document> rows = HandoffsWaiting.SPELLS.on(views.store(), day, to, after, 500);
            for (Document row : rows) {
                OpenHandoff handoff = read(row);
                if (handoff.handoffId().equals(handoffId)) {
                    return Optional.ofNullable(handoff.childId());
                }
            }
            if (rows.size() < 500) {
                return Optional.empty();
            }
            after = rows.getLast();
        }
    }

    private static List<String> own(Caller caller) {
        AgencyId agency = caller.agency();
        if (agency == null || !caller.is(Role.AGENCY)) {
            throw new NotAllowed("The token speaks for no agency.");
        }
        return List.of(agency.value());
    }

    private Page page(Caller caller, Spells.@Nullable In of, LocalDate day, int limit, @Nullable String cursor) {
        List<Document> rows = HandoffsWaiting.SPELLS.on(
                views.store(), day, of, cursor == null ? null : SpellsCursor.read(cursor), limit + 1);
        List<Document> shown = rows.subList(0, Math.min(limit, rows.size()));
        List<OpenHandoff> handoffs = shown.stream().map(OpenHandoffs::read).toList();
        var readable = ChildCards.readable(
                        views.store(),
                        caller,
                        handoffs.stream().map(OpenHandoff::childId).toList())
                .keySet();
        List<OpenHandoff> items = handoffs.stream()
                .map(handoff -> readable.contains(handoff.childId()) ? handoff : handoff.nameless())
                .toList();
        return new Page(items, rows.size() > limit ? SpellsCursor.write(shown.getLast()) : null);
    }

    private static OpenHandoff read(Document row) {
        return HandoffsWaiting.read(row.body());
    }

    /**
     * How many handoffs of children of the caller's regions waited on a day.
     *
     * @throws NotAllowed if the caller may not see figures
     */
    public long waiting(Caller caller, LocalDate day) {
        List<String> regions = Access.summarised(caller, Optional.empty());
        return views.figure(HandoffsWaiting.FIGURE, day, regions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
