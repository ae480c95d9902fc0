package org.besik.query.viewstore.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.besik.query.viewstore.ViewStore.Change.Delete;
import org.besik.query.viewstore.ViewStore.Change.Upsert;
import org.besik.query.viewstore.ViewStoreException;
import org.besik.query.viewstore.mongo.FaultyMongo.Loss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever command goes wrong, and however: a batch is there with its position, or neither is. */
class FailuresTest {

    private static final Table TOYS = new Table(
            "toys",
            List.of(new Table.Field("price", Table.Type.LONG), new Table.Field("colour", Table.Type.TEXT)),
            List.of(List.of("price"), List.of("colour", "price")));
    private static final Table OTHERS =
            new Table("others", List.of(new Table.Field("n", Table.Type.LONG)), List.of(List.of("n")));
    private static final List<Table> TABLES = List.of(TOYS, OTHERS);

    private final Server server = server();
    private final FaultyMongo mongo = new FaultyMongo(server.database());
    private final Generations generations = mongo.generations();

    /** From each position to the next. */
    private static final List<List<Change>> BATCHES = List.of(batch(1), batch(2), batch(3));

    /** What the tables hold at each position. */
    private static final List<Map<String, Map<String, Map<String, Object>>>> EXPECTED = expected();

    Server server() {
        return Server.inMemory();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Some come, some change, some go, in both tables. */
    private static List<Change> batch(int at) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < 12; i++) {
            if (i % 4 == at % 4) {
                changes.add(new Delete(TOYS, "t" + i));
            } else if (i % 4 != (at + 1) % 4) {
                changes.add(new Upsert(
                        TOYS,
                        new Document(
                                "t" + i,
                                Map.of("price", (long) at, "colour", i % 2 == 0 ? "red" : "blue"),
                                new byte[] {(byte) at})));
            }
        }
        changes.add(new Upsert(OTHERS, new Document("o", Map.of("n", (long) at), new byte[0])));
        changes.add(new Delete(OTHERS, "o" + (at - 1)));
        changes.add(new Upsert(OTHERS, new Document("o" + at, Map.of(), new byte[0])));
        return changes;
    }

    private static List<Map<String, Map<String, Map<String, Object>>>> expected() {
        var expected = new ArrayList<Map<String, Map<String, Map<String, Object>>>>();
        Map<String, Map<String, Map<String, Object>>> now = Map.of("toys", Map.of(), "others", Map.of());
        expected.add(now);
        for (List<Change> batch : BATCHES) {
            var next = new HashMap<String, Map<String, Map<String, Object>>>();
            now.forEach((table, documents) -> next.put(table, new HashMap<>(documents)));
            for (Change change : batch) {
                switch (change) {
                    case Upsert u ->
                        next.computeIfAbsent(u.table().name(), t -> new HashMap<>())
                                .put(u.document().id(), u.document().fields());
                    case Delete d ->
                        next.computeIfAbsent(d.table().name(), t -> new HashMap<>())
                                .remove(d.id());
                }
            }
            expected.add(next);
            now = next;
        }
        return expected;
    }

    /** Every kind of question agrees with the position. */
    private static void assertWhole(ViewStore store) {
        var expected = EXPECTED.get((int) store.position());
        Map<String, Map<String, Object>> toys = expected.getOrDefault("toys", Map.of());
        for (Table table : TABLES) {
            List<Document> all = store.find(new Query(table, List.of(), List.of(), 100));
            assertThat(all.stream().collect(Collectors.toMap(Document::id, Document::fields)))
                    .isEqualTo(expected.get(table.name()));
            assertThat(store.count(new Query(table, List.of(), List.of(), 0))).isEqualTo(all.size());
        }
        var reds = new Query(TOYS, List.of(new Condition.Equal("colour", "red")), List.of(new Sort("price", true)), 3);
        List<String> red = toys.entrySet().stream()
                .filter(t -> "red".equals(t.getValue().get("colour")))
                .sorted(Map.Entry.<String, Map<String, Object>>comparingByValue(
                                (a, b) -> Long.compare((Long) value(b, "price"), (Long) value(a, "price")))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<Document> first = store.find(reds);
        assertThat(first).extracting(Document::id).isEqualTo(red.subList(0, Math.min(3, red.size())));
        if (first.size() == 3) {
            Document last = first.getLast();
            var after = new Condition.After(List.of(last.number("price")), last.id());
            assertThat(store.find(new Query(TOYS, List.of(reds.where().getFirst(), after), reds.sort(), 100)))
                    .extracting(Document::id)
                    .isEqualTo(red.subList(3, red.size()));
        }
        Map<List<Object>, Long> sums = toys.values().stream()
                .collect(Collectors.groupingBy(
                        t -> List.of(value(t, "colour")), Collectors.summingLong(t -> (Long) value(t, "price"))));
        assertThat(store.sum(new Query(TOYS, List.of(), List.of(), 0), List.of("colour"), "price"))
                .isEqualTo(sums);
        assertThat(store.getAll(TOYS, List.of("t0", "t1", "t2", "t3", "t99")).values().stream()
                        .collect(Collectors.toMap(Document::id, Document::fields)))
                .isEqualTo(toys.entrySet().stream()
                        .filter(t -> List.of("t0", "t1", "t2", "t3").contains(t.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Object value(Map<String, Object> fields, String field) {
        return fields.getOrDefault(field, "");
    }

    /** As intake does: what comes next by the position. True: without complaint. */
    private static boolean applied(ViewStore store) {
        int position = (int) store.position();
        try {
            store.apply(BATCHES.get(position), position + 1L);
            assertThat(store.position()).isEqualTo(position + 1L);
            return true;
        } catch (ViewStoreException complaint) {
            assertThat(complaint).hasMessageNotContaining("somebody else");
            return false;
        }
    }

    private ViewStore open(String generation) {
        return generations.open(generation, TABLES);
    }

    private ViewStore opened(String generation) {
        ViewStore store = open(generation);
        assertThat(applied(store)).isTrue();
        return store;
    }

    @Test
    void readers_see_whole_batches_before_every_single_command() {
        ViewStore store = open("g");
        var seen = new ArrayList<Long>();
        mongo.probe(() -> {
            assertWhole(store);
            seen.add(store.position());
        });
        for (int i = 0; i < BATCHES.size(); i++) {
            assertThat(applied(store)).isTrue();
        }
        assertWhole(store);
        assertThat(seen).isSorted().hasSizeGreaterThan(20).contains(0L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void after_a_crash_at_any_command_all_is_there_or_nothing(Loss loss) {
        int steps = untilNothingFails(n -> {
            String generation = "crash-" + n;
            ViewStore store = opened(generation);
            mongo.failAt(n, loss, true);
            boolean isKept = applied(store);
            boolean hasFailed = mongo.heal();
            assertWhole(store);
            ViewStore again = open(generation);
            assertWhole(again);
            assertThat(again.position()).isBetween(isKept ? 2L : 1L, 2L);
            while (again.position() < 3) {
                assertThat(applied(again)).isTrue();
            }
            assertWhole(again);
            assertThatThrownBy(() -> store.apply(BATCHES.get(0), 3))
                    .isInstanceOf(ViewStoreException.class)
                    .hasMessageContaining("somebody else");
            assertWhole(again);
            return hasFailed;
        });
        assertThat(steps).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void after_a_lost_command_the_same_store_goes_on(Loss loss) {
        int steps = untilNothingFails(n -> {
            ViewStore store = opened("lost-" + n);
            mongo.probe(() -> assertWhole(store));
            mongo.failAt(n, loss, false);
            for (int tries = 0; store.position() < 3; tries++) {
                assertThat(tries).isLessThan(5);
                applied(store);
                mongo.aside(() -> assertWhole(store));
            }
            boolean hasFailed = mongo.heal();
            mongo.probe(() -> {});
            assertWhole(open("lost-" + n));
            return hasFailed;
        });
        assertThat(steps).isGreaterThan(16);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void what_a_crash_left_is_done_even_if_that_fails_at_any_command(Loss loss) {
        int steps = untilNothingFails(n -> {
            String generation = "redo-" + n;
            ViewStore store = opened(generation);
            // Journal, state, and of the documents the half
            mongo.failAt(3, Loss.HALF, true);
            assertThat(applied(store)).isTrue();
            mongo.heal();
            mongo.failAt(n, loss, true);
            boolean isOpen = true;
            try {
                open(generation);
            } catch (ViewStoreException notYet) {
                isOpen = false;
            }
            boolean hasFailed = mongo.heal();
            assertThat(isOpen).isEqualTo(!hasFailed);
            ViewStore again = open(generation);
            assertThat(again.position()).isEqualTo(2);
            assertWhole(again);
            return hasFailed;
        });
        assertThat(steps).isGreaterThan(6);
    }

    /** Not with a delay: whoever opens then is told that somebody else writes. */
    @ParameterizedTest
    @EnumSource(names = "DELAY", mode = EnumSource.Mode.EXCLUDE)
    void a_generation_that_is_deleted_in_part_is_never_opened_as_it_was(Loss loss) {
        int steps = untilNothingFails(n -> {
            String generation = "gone-" + n;
            opened(generation);
            mongo.failAt(n, loss, true);
            boolean isDeleted = true;
            try {
                generations.delete(generation);
            } catch (ViewStoreException notYet) {
                isDeleted = false;
            }
            boolean hasFailed = mongo.heal();
            assertThat(isDeleted).isEqualTo(!hasFailed);
            boolean isGone = !generations.fits(generation, TABLES);
            ViewStore again = open(generation);
            assertThat(again.position()).isEqualTo(isGone ? 0 : 1);
            assertWhole(again);
            return hasFailed;
        });
        assertThat(steps).isGreaterThan(4);
    }

    private static int untilNothingFails(Function<Integer, Boolean> failingAt) {
        int n = 1;
        while (failingAt.apply(n)) {
            n++;
        }
        return n;
    }
}
