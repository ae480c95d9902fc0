package org.besik.query.cases;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.intake.Views;
import org.besik.query.records.TraceCase;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.jspecify.annotations.Nullable;

/** Answers: which searches are under way in my regions, or are mine? The one opened last first. */
public final class CaseList {

    /** Stands for the caller's own account. */
    private static final String ME = "me";

    private static final int ROWS_AT_ONCE = 200;

    private final Views views;

    public CaseList(Views views) {
        this.views = views;
    }

    /** A page of cases; {@code cursor} leads to the next one, null: there is none. */
    public record Page(List<CaseItem> items, @Nullable String cursor) {}

    /**
     * A page of the list.
     *
     * @param assignee an account, or {@code me}; empty: any, and nobody
     * @param region empty: all of the caller's
     * @param states empty: all
     * @throws org.besik.query.access.NotAllowed if the caller may not list children, or not those of that region
     */
    public Page page(
            Caller caller,
            Optional<String> assignee,
            Optional<String> region,
            Set<TraceCase.State> states,
            int limit,
            @Nullable String cursor) {
        List<String> regions = Access.listed(caller, region);
        Query.Condition.@Nullable After after = cursor == null ? null : after(cursor);
        Optional<String> whose = assignee.map(account -> account.equals(ME) ? caller.subject() : account);
        var items = new ArrayList<CaseItem>();
        while (true) {
            List<Document> rows = views.store().find(query(whose, regions, states, after));
            for (Document row : rows) {
                var item = CaseProjection.JSON.readValue(row.body(), CaseItem.class);
                if (Access.mayRead(caller, item)) {
                    if (items.size() == limit) {
                        return new Page(items, after == null ? null : cursor(after));
                    }
                    items.add(item);
                }
                after = new Query.Condition.After(List.of(row.number(CaseProjection.OPENED_ON)), row.id());
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return new Page(items, null);
            }
        }
    }

    /** The searches for some children, those that ended too. */
    public List<CaseItem> of(Caller caller, Collection<String> children) {
        return children.isEmpty()
                ? List.of()
                : views.store().find(of(children)).stream()
                        .map(row -> CaseProjection.JSON.readValue(row.body(), CaseItem.class))
                        .filter(item -> Access.mayRead(caller, item))
                        .toList();
    }

    /**
     * The accounts that answer or last answered for the searches opened last, the busiest first: to whom another may be
     * handed. The caller's own is not among them.
     *
     * @param region empty: all of the caller's
     */
    public List<String> colleagues(Caller caller, Optional<String> region) {
        Map<String, Long> searches =
                views.store().find(query(Optional.empty(), Access.listed(caller, region), Set.of(), null)).stream()
                        .map(row -> CaseProjection.JSON.readValue(row.body(), CaseItem.class))
                        .filter(item -> Access.mayRead(caller, item))
                        .flatMap(item -> Stream.ofNullable(item.assignee()))
                        .filter(account -> !account.equals(caller.subject()))
                        .collect(Collectors.groupingBy(account -> account, TreeMap::new, Collectors.counting()));
        return searches.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    static Query of(Collection<String> children) {
        return new Query(
                CaseProjection.TABLE,
                List.of(new Query.Condition.In(CaseProjection.CHILD, List.copyOf(children))),
                List.of(),
                Integer.MAX_VALUE);
    }

    static Query query(
            Optional<String> assignee,
            List<String> regions,
            Set<TraceCase.State> states,
            Query.Condition.@Nullable After after) {
        var where = new ArrayList<Query.Condition>();
        assignee.ifPresent(account -> where.add(new Query.Condition.Equal(CaseProjection.ASSIGNEE, account)));
        if (!regions.isEmpty()) {
            where.add(new Query.Condition.In(CaseProjection.REGION, regions));
        }
        // All states are named where none is asked for: the index goes by state before the day
        where.add(new Query.Condition.In(
                CaseProjection.STATE,
                (states.isEmpty() ? List.of(TraceCase.State.values()) : states)
                        .stream().map(TraceCase.State::name).toList()));
        if (after != null) {
            where.add(after);
        }
        return new Query(
                CaseProjection.TABLE, where, List.of(new Query.Sort(CaseProjection.OPENED_ON, true)), ROWS_AT_ONCE);
    }

    private String cursor(Query.Condition.After after) {
        String text = views.generation() + " " + after.sortValues().getFirst() + " " + after.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Query.Condition.After after(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", -1);
            if (parts.length == 3 && parts[0].equals(views.generation())) {
                return new Query.Condition.After(List.of(Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException noBase64) {
            // Falls through: it is no cursor either way.
        }
        throw new BadQuestion("cursor", "The cursor is not one, or the list was rebuilt; start again without it.");
    }
}
