package org.besik.query.viewstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Condition.After;
import org.besik.query.viewstore.Query.Condition.AtMost;
import org.besik.query.viewstore.Query.Condition.Equal;
import org.besik.query.viewstore.Query.Condition.In;
import org.besik.query.viewstore.Query.Condition.MoreThan;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.ViewStore.Change;
import org.besik.query.viewstore.ViewStore.Change.Delete;
import org.besik.query.viewstore.ViewStore.Change.Upsert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every view store does; run against each adapter. */
public abstract class ViewStoreContract {

    protected static final Table TOYS = new Table(
            "toys",
            List.of(
                    new Table.Field("region", Table.Type.TEXT),
                    new Table.Field("colour", Table.Type.TEXT),
                    new Table.Field("price", Table.Type.LONG)),
            List.of(
                    List.of("region", "price", "+colour"),
                    List.of("price"),
                    List.of("-price"),
                    List.of("colour", "-price")));

    /** The same, what belongs to a record together. */
    protected static final Table PARTS = Table.byRecord("parts", TOYS.fields(), TOYS.indexes());

    protected static final Table OTHERS = new Table("others", List.of(), List.of());

    private static final List<Sort> BY_PRICE = List.of(new Sort("price", false));

    private ViewStore store;

    /** An empty store with these tables. */
    protected abstract ViewStore open(List<Table> tables) throws Exception;

    /** Comes after U+FFEE by code point and UTF-8, and before it by UTF-16. */
    protected String beyondAllOthers() {
        return "\uD83D\uDE80";
    }

    @BeforeEach
    void open_the_store() throws Exception {
        store = open(List.of(TOYS, PARTS, OTHERS));
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void a_document_comes_back_as_it_was_written() {
        store.apply(List.of(new Upsert(TOYS, toy("a", "KZ-10", "қызыл", 7L))), 1);
        Document found = store.get(TOYS, "a").orElseThrow();
        assertThat(found.id()).isEqualTo("a");
        assertThat(found.fields()).isEqualTo(Map.of("region", "KZ-10", "colour", "қызыл", "price", 7L));
        assertThat(found.body()).isEqualTo(new byte[] {0, 1, (byte) 255});
        assertThat(store.get(TOYS, "b")).isEmpty();
    }

    @Test
    void a_missing_field_is_null_and_matches_nothing() {
        store.apply(
                List.of(new Upsert(TOYS, toy("a", null, "red", null)), new Upsert(TOYS, toy("b", "N", "red", 1L))), 1);
        assertThat(store.get(TOYS, "a").orElseThrow().fields()).isEqualTo(Map.of("colour", "red"));
        assertThat(ids(store.find(query(List.of(new AtMost("price", 5L)), BY_PRICE, 9))))
                .containsExactly("b");
        assertThat(ids(store.find(query(List.of(new MoreThan("price", -5L)), BY_PRICE, 9))))
                .containsExactly("b");
    }

    @Test
    void what_differs_from_the_stored_document_is_written_whichever_fields_these_are() {
        Document first = toy("a", "N", "red", 1L);
        store.apply(List.of(new Upsert(TOYS, first), new Upsert(TOYS, toy("b", "N", "red", 1L))), 1);
        Document moved = toy("a", "S", "red", null);
        store.apply(List.of(new Upsert(TOYS, moved, first)), 2);
        assertStored(moved);
        Document painted = toy("a", "S", null, 5L);
        store.apply(List.of(new Upsert(TOYS, painted, moved)), 3);
        assertStored(painted);
        assertStored(toy("b", "N", "red", 1L));
    }

    @Test
    void a_document_that_was_thought_to_be_stored_is_written_all_the_same() {
        Document thought = toy("a", "N", "red", 1L);
        Document now = toy("a", "N", "blue", 1L);
        store.apply(List.of(new Upsert(TOYS, now, thought)), 1);
        assertStored(now);
    }

    @Test
    void of_several_changes_of_a_document_the_last_one_is_stored_whole() {
        Document first = toy("a", "N", "red", 1L);
        store.apply(List.of(new Upsert(TOYS, first)), 1);
        Document second = toy("a", "S", "red", 1L);
        Document third = toy("a", "S", "red", 2L);
        store.apply(List.of(new Upsert(TOYS, second, first), new Upsert(TOYS, third, second)), 2);
        assertStored(third);
    }

    @Test
    void writing_again_replaces_and_deleting_removes() {
        store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 1L)), new Upsert(TOYS, toy("b", "N", "red", 2L))), 1);
        store.apply(
                List.of(new Upsert(TOYS, toy("a", "S", null, 3L)), new Delete(TOYS, "b"), new Delete(TOYS, "c")), 2);
        assertThat(ids(store.find(query(List.of(), BY_PRICE, 9)))).containsExactly("a");
        assertThat(store.get(TOYS, "a").orElseThrow().fields()).isEqualTo(Map.of("region", "S", "price", 3L));
    }

    @Test
    void the_last_change_of_a_document_counts() {
        store.apply(
                List.of(
                        new Upsert(TOYS, toy("a", "N", "red", 1L)),
                        new Delete(TOYS, "a"),
                        new Upsert(TOYS, toy("b", "N", "red", 1L)),
                        new Upsert(TOYS, toy("b", "N", "red", 2L)),
                        new Delete(TOYS, "c"),
                        new Upsert(TOYS, toy("c", "N", "red", 3L))),
                1);
        assertThat(ids(store.find(query(List.of(), BY_PRICE, 9)))).containsExactly("b", "c");
        assertThat(store.get(TOYS, "b").orElseThrow().fields()).containsEntry("price", 2L);
    }

    @Test
    void a_table_that_is_being_filled_reads_as_empty_and_others_as_ever() {
        store.fill(List.of(TOYS), false);
        store.apply(
                List.of(
                        new Upsert(TOYS, toy("a", "N", "red", 1L)),
                        new Upsert(OTHERS, new Document("kite", Map.of(), new byte[0]))),
                0);
        assertThat(store.get(TOYS, "a")).isEmpty();
        assertThat(store.find(query(List.of(), BY_PRICE, 9))).isEmpty();
        assertThat(store.count(query(List.of(), BY_PRICE, 9))).isZero();
        assertThat(store.sum(query(List.of(), BY_PRICE, 9), List.of("region"), "price"))
                .isEmpty();
        assertThat(store.get(OTHERS, "kite")).isPresent();
        store.apply(List.of(new Delete(OTHERS, "kite")), 0);
        assertThat(store.get(OTHERS, "kite")).isEmpty();
    }

    @Test
    void what_belongs_to_some_records_is_found_record_by_record() {
        store.apply(
                Stream.of("ada/1", "ada/10", "ada/2", "ada-1/7", "ada", "adam/1", "bek/1", "can/1", "ada0")
                        .map(id -> (Change) new Upsert(PARTS, toy(id, "N", id.endsWith("1") ? "red" : "blue", 1L)))
                        .toList(),
                1);
        assertThat(ids(store.find(of(9, "can", "ada", "dil", "ada"))))
                .containsExactly("ada/1", "ada/10", "ada/2", "can/1");
        assertThat(ids(store.find(of(2, "can", "ada")))).containsExactly("ada/1", "ada/10");
        assertThat(ids(store.find(of(9, "ada", "ada-1", "adam"))))
                .containsExactly("ada-1/7", "ada/1", "ada/10", "ada/2", "adam/1");
        assertThat(store.find(of(9))).isEmpty();
        assertThat(store.count(of(9))).isZero();
        assertThat(store.count(of(9, "can", "ada"))).isEqualTo(4);
        List<Condition> red = List.of(new Equal("colour", "red"), new Condition.Of(List.of("ada", "bek", "can")));
        assertThat(ids(store.find(query(PARTS, red, List.of(new Sort("price", false)), 9))))
                .containsExactly("ada/1", "bek/1", "can/1");
        assertThat(store.sum(query(PARTS, red, List.of(), 9), List.of("region"), "price"))
                .isEqualTo(Map.of(List.of("N"), 3L));
    }

    @Test
    void what_belongs_to_a_record_and_comes_after_a_place_is_found_behind_it() {
        store.apply(
                List.of(
                        new Upsert(PARTS, toy("ada/1", "N", "red", 1L)),
                        new Upsert(PARTS, toy("ada/2", "N", "red", 2L)),
                        new Upsert(PARTS, toy("ada/3", "N", "red", 3L)),
                        new Upsert(PARTS, toy("bek/1", "N", "red", 4L))),
                1);
        List<Condition> behind = List.of(new After(List.of(1L), "ada/1"), new Condition.Of(List.of("ada")));
        assertThat(ids(store.find(query(PARTS, behind, BY_PRICE, 9)))).containsExactly("ada/2", "ada/3");
    }

    @Test
    void an_id_comes_back_letter_for_letter() {
        String record = "00ff7f80-0a1b-4c2d-8e3f-ffffffffffff";
        List<String> ids = List.of(
                record,
                record + "/",
                record + "/p0",
                record + "/қызыл",
                record + "0",
                record.toUpperCase(Locale.ROOT) + "/p0",
                record.substring(1) + "/p0",
                record.replace('-', '_') + "/p0",
                "");
        store.apply(
                ids.stream()
                        .map(id -> (Change) new Upsert(PARTS, toy(id, "N", "red", 1L)))
                        .toList(),
                1);
        ids.forEach(id -> assertStored(PARTS, toy(id, "N", "red", 1L)));
        assertThat(store.getAll(PARTS, ids).keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids(store.find(of(9, record)))).containsExactly(record + "/p0", record + "/қызыл");
        store.apply(ids.stream().map(id -> (Change) new Delete(PARTS, id)).toList(), 2);
        assertThat(store.getAll(PARTS, ids)).isEmpty();
    }

    private static String record(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static Query of(int limit, String... records) {
        return query(PARTS, List.of(new Condition.Of(List.of(records))), List.of(), limit);
    }

    static Stream<Arguments> fillings() {
        return Stream.of(Arguments.of(TOYS, false), Arguments.of(PARTS, false), Arguments.of(PARTS, true));
    }

    @ParameterizedTest
    @MethodSource("fillings")
    void a_table_that_was_filled_is_like_any_other(Table table, boolean areInOrder) {
        store.fill(List.of(table, OTHERS), areInOrder);
        store.apply(
                List.of(new Upsert(table, toy("b", "N", "red", 2L)), new Upsert(table, toy("a", "N", "red", 1L))), 0);
        store.filled(List.of(table));
        store.apply(List.of(new Upsert(OTHERS, new Document("kite", Map.of(), new byte[0]))), 0);
        assertThat(store.get(OTHERS, "kite")).isEmpty();
        assertThat(ids(store.find(query(table, List.of(new Equal("region", "N")), BY_PRICE, 9))))
                .containsExactly("a", "b");
        store.filled(List.of(OTHERS));
        store.filled(List.of(OTHERS));
        assertThat(store.get(OTHERS, "kite")).isPresent();
        store.apply(List.of(new Delete(table, "b"), new Upsert(table, toy("a", "S", null, 3L))), 4);
        assertStored(table, toy("a", "S", null, 3L));
        assertThat(store.count(query(table, List.of(), BY_PRICE, 9))).isEqualTo(1);
        assertThat(store.position()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("fillings")
    void a_batch_that_fails_while_a_table_is_filled_leaves_nothing_and_may_come_again(Table table, boolean areInOrder) {
        store.fill(List.of(table), areInOrder);
        var wrong = new Document("b", Map.of("price", "dear"), new byte[0]);
        assertThatThrownBy(() ->
                        store.apply(List.of(new Upsert(table, toy("a", "N", "red", 1L)), new Upsert(table, wrong)), 0))
                .isInstanceOf(IllegalArgumentException.class);
        store.apply(List.of(new Upsert(table, toy("a", "N", "red", 2L))), 0);
        // Whoever does not know whether it was written writes it again
        store.apply(List.of(new Upsert(table, toy("a", "N", "blue", 3L))), 0);
        store.filled(List.of(table));
        assertThat(store.find(query(table, List.of(), BY_PRICE, 9))).hasSize(1);
        assertStored(table, toy("a", "N", "blue", 3L));
    }

    @Test
    void a_position_comes_after_all_tables_are_filled() {
        store.fill(List.of(TOYS), false);
        assertThatThrownBy(() -> store.apply(List.of(), 1)).isInstanceOf(IllegalStateException.class);
        assertThat(store.position()).isZero();
        store.filled(List.of(TOYS));
        store.apply(List.of(), 1);
        assertThat(store.position()).isEqualTo(1);
    }

    @Test
    void only_an_empty_store_is_filled() {
        store.apply(List.of(), 1);
        assertThatThrownBy(() -> store.fill(List.of(TOYS), true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_position_is_that_of_the_last_batch() {
        assertThat(store.position()).isZero();
        store.apply(List.of(), 7);
        assertThat(store.position()).isEqualTo(7);
    }

    @Test
    void a_batch_that_fails_leaves_nothing() {
        var wrong = new Document("b", Map.of("price", "dear"), new byte[0]);
        assertThatThrownBy(() ->
                        store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 1L)), new Upsert(TOYS, wrong)), 3))
                .isInstanceOf(IllegalArgumentException.class);
        var undeclared = new Document("b", Map.of("weight", 3L), new byte[0]);
        assertThatThrownBy(() -> store.apply(List.of(new Upsert(TOYS, undeclared)), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.position()).isZero();
        store.apply(List.of(new Upsert(TOYS, toy("c", "N", "red", 1L))), 4);
        assertThat(ids(store.find(query(List.of(), List.of(), 9)))).containsExactly("c");
    }

    @Test
    void tables_do_not_mix() {
        store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 1L))), 1);
        assertThat(store.get(OTHERS, "a")).isEmpty();
        store.apply(List.of(new Delete(OTHERS, "a"), new Upsert(OTHERS, new Document("x", Map.of(), new byte[0]))), 2);
        assertThat(store.get(TOYS, "a")).isPresent();
        assertThat(store.count(query(List.of(), List.of(), 0))).isEqualTo(1);
    }

    @Test
    void what_was_written_is_counted() {
        store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 1L))), 1);
        assertThat(store.written().documents()).isEqualTo(1 + 1 + 3 + 8 + 3);
        assertThat(store.written().stored()).isGreaterThan(0);
    }

    @Test
    void many_are_fetched_by_id() {
        var changes = new ArrayList<Change>();
        IntStream.range(0, 700).forEach(i -> changes.add(new Upsert(TOYS, toy("t" + i, "N", "red", (long) i))));
        store.apply(changes, 1);
        List<String> wanted = IntStream.range(100, 800).mapToObj(i -> "t" + i).toList();
        Map<String, Document> found = store.getAll(TOYS, wanted);
        assertThat(found).hasSize(600).containsKeys("t100", "t699").doesNotContainKey("t700");
        assertThat(found.get("t123").fields()).containsEntry("price", 123L);
    }

    @Test
    void text_sorts_by_code_point_and_ties_by_id() {
        store.apply(
                List.of(
                        new Upsert(TOYS, toy("b", "N", "\uFFEE", 1L)),
                        new Upsert(TOYS, toy("c", "N", beyondAllOthers(), 1L)),
                        new Upsert(TOYS, toy("a2", "S", "я", 1L)),
                        new Upsert(TOYS, toy("a1", "S", "я", 1L)),
                        new Upsert(TOYS, toy("n", "S", null, 1L))),
                1);
        assertThat(ids(store.find(query(List.of(), List.of(new Sort("colour", false)), 9))))
                .containsExactly("n", "a1", "a2", "b", "c");
        assertThat(ids(store.find(
                        query(List.of(new In("region", List.of("S", "N"))), List.of(new Sort("colour", true)), 9))))
                .containsExactly("c", "b", "a1", "a2", "n");
    }

    static Stream<Table> tables() {
        return Stream.of(TOYS, PARTS);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_query_answers_like_a_plain_filter_and_sort(Table table) {
        var random = new Random(7);
        var toys = new ArrayList<Document>();
        for (int i = 0; i < 300; i++) {
            toys.add(toy(
                    table.isByRecord() ? record(random) + "/" + random.nextInt(20) : "t" + random.nextInt(100_000),
                    pick(random, "N", "S", "E", null),
                    pick(random, "red", "blue", "я", null),
                    random.nextInt(5) == 0 ? null : (long) random.nextInt(6)));
        }
        var byId = new HashMap<String, Document>();
        toys.forEach(t -> byId.put(t.id(), t));
        store.apply(
                byId.values().stream().map(t -> (Change) new Upsert(table, t)).toList(), 1);
        for (int round = 0; round < 400; round++) {
            var where = new ArrayList<Condition>();
            if (random.nextBoolean()) {
                where.add(new Equal("colour", pick(random, "red", "blue", "none")));
            }
            if (random.nextBoolean()) {
                where.add(new In(
                        "region",
                        List.of(List.of("N"), List.of("S", "E"), List.of("N", "N", "S"), List.of())
                                .get(random.nextInt(4))));
            }
            if (random.nextInt(3) == 0) {
                where.add(new AtMost("price", (long) random.nextInt(6)));
            }
            if (random.nextInt(3) == 0) {
                where.add(new MoreThan("price", (long) random.nextInt(6)));
            }
            if (random.nextInt(4) == 0) {
                String id = toys.get(random.nextInt(toys.size())).id();
                where.add(new MoreThan("id", table.isByRecord() ? id.replaceFirst("/.*", "0") : id));
            }
            var sort = new ArrayList<Sort>();
            for (String field : List.of("price", "colour", "region")) {
                if (random.nextBoolean()) {
                    sort.add(new Sort(field, random.nextBoolean()));
                }
            }
            List<Document> expected = byId.values().stream()
                    .filter(t -> where.stream().allMatch(c -> matches(t, c)))
                    .sorted(order(sort))
                    .toList();
            assertThat(store.count(query(table, where, sort, 3))).isEqualTo(expected.size());
            assertThat(pages(table, where, sort, 1 + random.nextInt(40))).isEqualTo(ids(expected));
        }
    }

    /** Page by page, each after the last document of the one before. */
    private List<String> pages(Table table, List<Condition> where, List<Sort> sort, int limit) {
        var found = new ArrayList<String>();
        var conditions = new ArrayList<>(where);
        while (true) {
            List<Document> page = store.find(query(table, conditions, sort, limit));
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            found.addAll(ids(page));
            if (page.size() < limit) {
                return found;
            }
            Document last = page.getLast();
            Object[] values =
                    sort.stream().map(s -> last.fields().get(s.field())).toArray();
            conditions = new ArrayList<>(where);
            conditions.add(new After(Arrays.asList(values), last.id()));
        }
    }

    @Test
    void who_wants_some_fields_gets_them_and_those_of_the_order() {
        store.apply(List.of(new Upsert(TOYS, toy("a", "N", "red", 2L)), new Upsert(TOYS, toy("b", "S", null, 1L))), 1);
        List<Document> found = store.find(query(List.of(), BY_PRICE, 9).only(Set.of("colour")));
        assertThat(ids(found)).containsExactly("b", "a");
        assertThat(found.getFirst().fields()).containsEntry("price", 1L).doesNotContainKey("colour");
        assertThat(found.getLast().fields()).containsEntry("price", 2L).containsEntry("colour", "red");
    }

    @Test
    void sums_are_grouped() {
        store.apply(
                List.of(
                        new Upsert(TOYS, toy("a", "N", "red", 1L)),
                        new Upsert(TOYS, toy("b", "N", "red", 2L)),
                        new Upsert(TOYS, toy("c", "N", "blue", 5L)),
                        new Upsert(TOYS, toy("d", "S", null, 9L)),
                        new Upsert(TOYS, toy("e", "S", "red", null))),
                1);
        assertThat(store.sum(query(List.of(), List.of(), 0), List.of("region", "colour"), "price"))
                .isEqualTo(Map.of(List.of("N", "red"), 3L, List.of("N", "blue"), 5L, List.of("S", ""), 9L));
        assertThat(store.sum(query(List.of(new Equal("region", "N")), List.of(), 0), List.of(), "price"))
                .isEqualTo(Map.of(List.of(), 8L));
        assertThat(store.sum(query(List.of(new In("region", List.of())), List.of(), 0), List.of(), "price"))
                .isEmpty();
        assertThat(store.sum(query(List.of(), List.of(), 0), List.of("price"), "price"))
                .isEqualTo(Map.of(List.of(1L), 1L, List.of(2L), 2L, List.of(5L), 5L, List.of(9L), 9L));
    }

    @Test
    void an_undeclared_field_is_refused() {
        assertThatThrownBy(() -> store.find(query(List.of(new Equal("weight", 1L)), List.of(), 9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readers_see_whole_batches_only() throws Exception {
        store.apply(batch(0), 1);
        var isDone = new AtomicBoolean();
        CompletableFuture<List<Long>> reader = CompletableFuture.supplyAsync(() -> {
            var odd = new ArrayList<Long>();
            while (!isDone.get()) {
                List<Document> all = store.find(query(List.of(new In("region", List.of("N", "S"))), BY_PRICE, 1_000));
                long prices = all.stream()
                        .map(d -> d.fields().get("price"))
                        .distinct()
                        .count();
                if (prices != 1 || all.size() != 50) {
                    odd.add(prices);
                }
            }
            return odd;
        });
        for (int i = 1; i <= 100; i++) {
            store.apply(batch(i), i);
        }
        isDone.set(true);
        assertThat(reader.get()).isEmpty();
        assertThat(store.get(TOYS, "t0").orElseThrow().fields()).containsEntry("price", 100L);
    }

    private static List<Change> batch(long price) {
        return IntStream.range(0, 50)
                .mapToObj(i -> (Change) new Upsert(TOYS, toy("t" + i, i % 2 == 0 ? "N" : "S", "red", price)))
                .toList();
    }

    private void assertStored(Document document) {
        assertStored(TOYS, document);
    }

    private void assertStored(Table table, Document document) {
        Document found = store.get(table, document.id()).orElseThrow();
        assertThat(found.fields()).isEqualTo(document.fields());
        assertThat(found.body()).isEqualTo(document.body());
    }

    protected static Document toy(String id, String region, String colour, Long price) {
        var fields = new HashMap<String, Object>();
        fields.put("region", region);
        fields.put("colour", colour);
        fields.put("price", price);
        fields.values().removeIf(v -> v == null);
        return new Document(id, fields, new byte[] {0, 1, (byte) 255});
    }

    protected static Query query(List<Condition> where, List<Sort> sort, int limit) {
        return query(TOYS, where, sort, limit);
    }

    private static Query query(Table table, List<Condition> where, List<Sort> sort, int limit) {
        return new Query(table, where, sort, limit);
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static boolean matches(Document toy, Condition condition) {
        if (condition.field().equals("id")) {
            return condition instanceof MoreThan c && CodePoints.compare(toy.id(), (String) c.value()) > 0;
        }
        Object value = toy.fields().get(condition.field());
        return value != null
                && switch (condition) {
                    case Equal c -> value.equals(c.value());
                    case In c -> c.values().contains(value);
                    case AtMost c -> (Long) value <= (Long) c.value();
                    case MoreThan c -> (Long) value > (Long) c.value();
                    case Condition.Of c -> throw new IllegalStateException();
                    case After c -> throw new IllegalStateException();
                };
    }

    private static Comparator<Document> order(List<Sort> sorts) {
        return (a, b) -> {
            for (Sort sort : sorts) {
                Object left = a.fields().get(sort.field());
                Object right = b.fields().get(sort.field());
                int by;
                if (left == null || right == null) {
                    by = Boolean.compare(left != null, right != null);
                } else if (left instanceof Long l) {
                    by = l.compareTo((Long) right);
                } else {
                    by = CodePoints.compare((String) left, (String) right);
                }
                if (by != 0) {
                    return sort.descending() ? -by : by;
                }
            }
            return CodePoints.compare(a.id(), b.id());
        };
    }
}
