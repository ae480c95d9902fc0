package org.besik.query.contradictions;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.intake.Views;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.jspecify.annotations.Nullable;

/** Answers: which contradictions are there in my regions? Newest first. */
public final class ContradictionList {

    private static final int ROWS_AT_ONCE = 200;

    private final Views views;
    private final Clock clock;

    public ContradictionList(Views views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** A page of contradictions; {@code cursor} leads to the next one, null: there is none. */
    public record Page(List<Item> items, @Nullable String cursor) {}

    /** One contradiction, as the answer shows it. */
    public record Item(
            String childId,
            String id,
            String kind,
            LocalDate since,
            List<String> events,
            String region,
            @Nullable String district,
            boolean open) {}

    /**
     * A page of the list.
     *
     * @param region empty: all of the caller's
     * @throws org.besik.query.access.NotAllowed if the caller may not list children, or not those of that region
     */
    public Page page(Caller caller, Optional<String> region, int limit, @Nullable String cursor) {
        List<String> regions = Access.listed(caller, region);
        Query.Condition.@Nullable After after = cursor == null ? null : after(cursor);
        LocalDate today = LocalDate.now(clock);
        var items = new ArrayList<Item>();
        while (true) {
            List<Document> rows = views.store().find(query(regions, today, after));
            for (Document row : rows) {
                after = new Query.Condition.After(List.of(dueOn(row)), row.id());
                var found = Contradictions.JSON.readValue(row.body(), ContradictionRow.class);
                if (found.holdsOn(today) && Access.mayRead(caller, found)) {
                    items.add(item(found, today));
                    if (items.size() == limit) {
                        return new Page(items, cursor(after));
                    }
                }
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return new Page(items, null);
            }
        }
    }

    /** Whose a contradiction is, settled or not; empty: there is none of that id. */
    public Optional<ChildId> child(String contradiction) {
        return views.store().find(named(contradiction)).stream()
                .findFirst()
                .map(row -> new ChildId(row.id().substring(0, row.id().lastIndexOf('/'))));
    }

    /**
     * The record of that child to which the fact was written that the contradiction is named after. What is said of it there
     * stays with the fact, also when records are taken apart again.
     */
    public Optional<ChildId> record(String contradiction) {
        String named = contradiction.substring(contradiction.lastIndexOf(':') + 1);
        return child(contradiction)
                .map(child -> views.record(child).stream()
                        .flatMap(facts -> facts.events().stream())
                        .filter(fact -> fact.provenance().eventId().value().equals(named))
                        .flatMap(fact ->
                                fact.event() instanceof ChildEvent event ? Stream.of(event.childId()) : Stream.empty())
                        .findFirst()
                        .orElse(child));
    }

    static Query named(String contradiction) {
        return new Query(
                Contradictions.TABLE,
                List.of(new Query.Condition.Equal(Contradictions.CONTRADICTION, contradiction)),
                List.of(),
                1);
    }

    static Query query(List<String> regions, LocalDate today, Query.Condition.@Nullable After after) {
        var where = new ArrayList<Query.Condition>();
        if (!regions.isEmpty()) {
            where.add(new Query.Condition.In(Contradictions.REGION, regions));
        }
        where.add(new Query.Condition.AtMost(Contradictions.DUE_ON, today.toString()));
        if (after != null) {
            where.add(after);
        }
        return new Query(
                Contradictions.TABLE, where, List.of(new Query.Sort(Contradictions.DUE_ON, true)), ROWS_AT_ONCE);
    }

    private static Item item(ContradictionRow row, LocalDate today) {
        return new Item(
                row.childId(),
                row.id(),
                row.kind(),
                row.since(),
                row.events(),
                row.region(),
                row.district(),
                row.openOn(today));
    }

    private static String dueOn(Document row) {
        return (String) row.fields().getOrDefault(Contradictions.DUE_ON, "");
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
                return new Query.Condition.After(List.of(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException noBase64) {
            // Falls through: it is no cursor either way.
        }
        throw new BadQuestion("cursor", "The cursor is not one, or the list was rebuilt; start again without it.");
    }
}
