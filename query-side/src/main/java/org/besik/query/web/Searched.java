package org.besik.query.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.NotFound;
import org.besik.query.cases.CaseItem;
import org.besik.query.cases.CaseList;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.records.TraceCase.State;
import org.besik.query.untracked.Severity;
import org.besik.query.web.UntrackedQueries.Filter;
import org.besik.query.web.UntrackedQueries.Listed;
import org.besik.query.web.UntrackedQueries.Reason;
import org.besik.query.web.UntrackedQueries.Row;
import org.jspecify.annotations.Nullable;

/**
 * The part of the list that one officer answers for. An officer has some dozens of searches at a time, so each child is
 * looked at; the list itself knows nothing of searches. Silence that a stale feed explains is shown all the same: somebody
 * is looking.
 */
final class Searched {

    /** The most searches of one officer that are looked through; the page says so. */
    private static final int MOST = 500;

    private static final Set<State> UNDER_WAY = Set.of(State.ASSIGNED, State.LOCATED);

    private final CaseList cases;
    private final ChildRecords records;

    Searched(CaseList cases, ChildRecords records) {
        this.cases = cases;
        this.records = records;
    }

    /** Who looks for each of some children; a child that nobody looks for is not in it. */
    Map<String, String> officers(Caller caller, List<String> children) {
        var officers = new HashMap<String, String>();
        for (CaseItem one : cases.of(caller, children)) {
            String assignee = one.assignee();
            if (assignee != null && !one.state().equals(State.CLOSED.name())) {
                officers.put(one.childId(), assignee);
            }
        }
        return officers;
    }

    /** Who else looks for children, in a region or in all of the caller's. */
    List<String> colleagues(Caller caller, Optional<String> region) {
        return cases.colleagues(caller, region);
    }

    /**
     * A page of those whom an officer looks for.
     *
     * @param complete whether all searches of the officer were looked through
     */
    record Looked(Listed list, boolean complete) {}

    /**
     * Those on the list whom an officer looks for.
     *
     * @param assignee an account, or {@code me}
     * @param cursor the last child of the page before; null: the first page
     */
    Looked list(Caller caller, Filter filter, String assignee, int limit, @Nullable String cursor) {
        var page =
                cases.page(caller, Optional.of(assignee), Optional.ofNullable(filter.region()), UNDER_WAY, MOST, null);
        var children = new LinkedHashSet<String>();
        page.items().forEach(one -> children.add(one.childId()));
        var rows = new ArrayList<Row>();
        for (String child : children) {
            row(caller, child, filter).ifPresent(rows::add);
        }
        rows.sort(order(filter));
        int from = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).childId().equals(cursor)) {
                from = i + 1;
            }
        }
        List<Row> shown = rows.subList(from, Math.min(rows.size(), from + limit));
        boolean more = from + shown.size() < rows.size();
        return new Looked(
                new Listed(
                        filter.asOf(),
                        rows.size(),
                        List.copyOf(shown),
                        more ? shown.getLast().childId() : null),
                page.cursor() == null);
    }

    /**
     * A page of the list without those whom somebody looks for. It may be shorter than the limit although more follow, and
     * its total is that of the whole list: to count those who are left out, each would have to be looked at.
     */
    Listed withoutSearched(
            Caller caller, UntrackedQueries untracked, Filter filter, int limit, @Nullable String cursor) {
        String from = cursor;
        while (true) {
            Listed page = untracked.list(caller, filter, limit, from);
            Map<String, String> officers =
                    officers(caller, page.items().stream().map(Row::childId).toList());
            List<Row> left = page.items().stream()
                    .filter(row -> !officers.containsKey(row.childId()))
                    .toList();
            from = page.cursor();
            if (!left.isEmpty() || from == null) {
                return new Listed(page.asOf(), page.total(), left, from);
            }
        }
    }

    private Optional<Row> row(Caller caller, String child, Filter filter) {
        ChildFile file;
        try {
            file = records.history(caller, new ChildId(child), filter.asOf(), null)
                    .state();
        } catch (NotFound notTheirs) {
            return Optional.empty();
        }
        if (file == null || file.reasons().isEmpty() || !fits(file, filter)) {
            return Optional.empty();
        }
        var last = file.lastContact();
        return Optional.of(new Row(
                file.id(),
                file.reasons().stream()
                        .map(why -> new Reason(why.reason(), why.since(), why.dueOn()))
                        .toList(),
                file.daysOverdue(),
                file.severity() == null ? Severity.LOW.name() : file.severity(),
                last == null ? null : last.occurredOn(),
                last == null ? null : last.agency(),
                file.region(),
                file.district(),
                file.ageMonths(),
                List.of()));
    }

    private static boolean fits(ChildFile child, Filter filter) {
        Integer months = child.ageMonths();
        boolean ageAsked = filter.ageFrom() != null || filter.ageTo() != null;
        return (filter.region() == null || filter.region().equals(child.region()))
                && (filter.district() == null || filter.district().equals(child.district()))
                && (filter.reason() == null
                        || child.reasons().stream().anyMatch(why -> why.reason().equals(filter.reason())))
                && (filter.category() == null || child.categories().contains(filter.category()))
                && (filter.severity() == null || filter.severity().equals(child.severity()))
                && (filter.newSince() == null
                        || child.reasons().stream().noneMatch(why -> why.dueOn().isBefore(filter.newSince())))
                && (!ageAsked || months != null)
                && (filter.ageFrom() == null || months == null || months / 12 >= filter.ageFrom())
                && (filter.ageTo() == null || months == null || months / 12 <= filter.ageTo());
    }

    private static Comparator<Row> order(Filter filter) {
        Comparator<Row> first = switch (filter.sort()) {
            case LONGEST_OVERDUE -> Comparator.comparing(Row::daysOverdue, Comparator.reverseOrder());
            case MOST_SEVERE ->
                Comparator.comparing(row -> Severity.valueOf(row.severity()), Comparator.reverseOrder());
            case YOUNGEST -> Comparator.comparing(Row::ageMonths, Comparator.nullsLast(Comparator.naturalOrder()));
        };
        return first.thenComparing(Row::childId);
    }
}
