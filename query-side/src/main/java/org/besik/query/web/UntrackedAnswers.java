package org.besik.query.web;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.untracked.Severity;
import org.besik.query.untracked.Untracked;
import org.besik.query.untracked.UntrackedItem;
import org.besik.query.untracked.UntrackedPage;
import org.besik.query.untracked.UntrackedRequest;
import org.besik.query.untracked.UntrackedSummary;
import org.jspecify.annotations.Nullable;

/** Answers the pages' questions from the same service that answers {@code /v1/untracked}. */
final class UntrackedAnswers implements UntrackedQueries {

    private final Untracked untracked;

    UntrackedAnswers(Untracked untracked) {
        this.untracked = untracked;
    }

    @Override
    public Listed list(Caller caller, Filter filter, int limit, @Nullable String cursor) {
        UntrackedPage page = untracked.page(request(caller, filter, limit, cursor));
        return new Listed(
                page.asOf(),
                page.total(),
                page.items().stream().map(UntrackedAnswers::row).toList(),
                page.cursor());
    }

    @Override
    public long total(Caller caller, Filter filter) {
        return untracked.total(request(caller, filter, 1, null));
    }

    private static UntrackedRequest request(Caller caller, Filter filter, int limit, @Nullable String cursor) {
        boolean feedStale = Reasons.FEED_STALE.equals(filter.reason());
        return new UntrackedRequest(
                Access.listed(caller, Optional.ofNullable(filter.region())),
                filter.district(),
                feedStale || filter.reason() == null ? null : reason(filter.reason()),
                feedStale,
                filter.ageFrom(),
                filter.ageTo(),
                null,
                filter.category(),
                filter.severity() == null ? null : Severity.valueOf(filter.severity()),
                filter.newSince(),
                false,
                filter.asOf(),
                switch (filter.sort()) {
                    case LONGEST_OVERDUE -> UntrackedRequest.Order.LONGEST_OVERDUE;
                    case MOST_SEVERE -> UntrackedRequest.Order.MOST_SEVERE;
                    case YOUNGEST -> UntrackedRequest.Order.YOUNGEST;
                },
                limit,
                cursor,
                Access.readsAll(caller));
    }

    private static org.besik.query.untracked.Reason reason(String name) {
        try {
            return org.besik.query.untracked.Reason.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new BadQuestion("reason", "There is no such reason.");
        }
    }

    private static Row row(UntrackedItem item) {
        UntrackedItem.LastContact last = item.lastContact();
        return new Row(
                item.childId(),
                item.reasons().stream()
                        .map(why -> new Reason(why.reason().name(), why.since(), why.dueOn()))
                        .toList(),
                item.daysOverdue(),
                item.severity().name(),
                last == null ? null : last.occurredOn(),
                last == null ? null : last.agency(),
                item.region(),
                item.district(),
                item.ageMonths(),
                item.staleFeeds());
    }

    @Override
    public Summary summary(Caller caller, Dimension by, Optional<String> region, LocalDate asOf) {
        List<String> regions = Access.summarised(caller, region);
        UntrackedSummary summary = untracked.summary(Untracked.By.valueOf(by.name()), asOf, regions);
        return new Summary(
                asOf,
                summary.rows().stream()
                        .map(row -> new Figure(row.key(), row.untracked(), row.open(), row.rate()))
                        .toList(),
                new Figure("total", summary.total(), summary.open(), summary.rate()));
    }

    @Override
    public SortedMap<LocalDate, Long> totals(Caller caller, Collection<LocalDate> days) {
        return untracked.totals(days, Access.summarised(caller, Optional.empty()));
    }
}
