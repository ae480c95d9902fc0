package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.intake.Toys.ADA;
import static org.besik.query.intake.Toys.BEK;
import static org.besik.query.intake.Toys.CAN;
import static org.besik.query.intake.Toys.MAY_1;
import static org.besik.query.intake.Toys.contact;
import static org.besik.query.intake.Toys.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.besik.events.ChildId;
import org.besik.events.Person;
import org.besik.events.RecordedEvent;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.RecordOpened;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.IntakeHealth.Step;
import org.besik.query.intake.Toys.Days;
import org.besik.query.intake.Toys.Diary;
import org.besik.query.intake.Views.RegionKey;
import org.besik.query.records.ChildState;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {

    private static final int ALL_IN_HAND = 1_000;
    private static final int FEW_IN_HAND = 5;

    private static final RegionKey ANY = new RegionKey("KZ-71", "any");

    @Test
    void a_record_is_folded_in_the_order_in_which_things_happened() {
        try (var views = new Opened(new Diary())) {
            views.apply(contact(ADA, MAY_1, "b"));
            views.apply(contact(ADA, MAY_1.minusDays(3), "z"), contact(ADA, MAY_1, "a"));
            assertThat(views.diary(ADA)).isEqualTo("[] 2026-04-28z 2026-05-01a 2026-05-01b");
            assertThat(views.all(Days.DAYS)).containsOnlyKeys("clinic/2026-05-01", "clinic/2026-04-28");
        }
    }

    @Test
    void joined_records_are_one_and_come_apart_again() {
        try (var views = new Opened(new Diary())) {
            views.apply(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b"), contact(CAN, MAY_1, "c"));
            Map<String, String> apart = views.all(Diary.DIARY);
            views.apply(event(MAY_1, "m1", new RecordsMerged(BEK, CAN, "same")));
            views.apply(event(MAY_1, "m2", new RecordsMerged(ADA, BEK, "same")));
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("ada");
            assertThat(views.diary(ADA)).startsWith("[bek, can]").contains("01a", "01b", "01c");
            assertThat(views.figure("children")).isEqualTo(Map.of(ANY, 1L));
            views.apply(contact(CAN, MAY_1, "c2"));
            assertThat(views.diary(ADA)).contains("01c2");
            views.apply(event(MAY_1, "u1", new MergeReverted(ADA, BEK, "twins")));
            assertThat(views.diary(ADA)).startsWith("[]").doesNotContain("01b", "01c");
            assertThat(views.diary(BEK)).startsWith("[can]").contains("01b", "01c", "01c2");
            views.apply(event(MAY_1, "u2", new MergeReverted(BEK, CAN, "twins")));
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("ada", "bek", "can");
            assertThat(views.diary(CAN)).isEqualTo("[] 2026-05-01c 2026-05-01c2");
            assertThat(views.all(Memberships.TABLE)).isEmpty();
            assertThat(views.figure("children")).isEqualTo(Map.of(ANY, 3L));
            assertThat(apart).hasSize(3);
        }
    }

    /** More than one thread takes at once; none of them is in memory. */
    @Test
    void a_batch_about_many_records_is_what_they_come_to_one_by_one() {
        List<RecordedEvent> first = visits(MAY_1);
        List<RecordedEvent> second = visits(MAY_1.plusDays(3));
        try (var together = new Opened(new Diary());
                var apart = new Opened(new Diary())) {
            together.apply(first.toArray(RecordedEvent[]::new));
            together.forgetCaches();
            together.apply(second.toArray(RecordedEvent[]::new));
            first.forEach(apart::apply);
            second.forEach(apart::apply);
            assertThat(together.all(Diary.DIARY)).hasSize(first.size()).isEqualTo(apart.all(Diary.DIARY));
            assertThat(together.figure("facts")).isEqualTo(Map.of(ANY, 2L * first.size()));
        }
    }

    private static List<RecordedEvent> visits(LocalDate day) {
        return IntStream.range(0, 600)
                .mapToObj(i -> contact(new ChildId("child-" + i), day, "r" + i))
                .toList();
    }

    @Test
    void figures_of_any_day_are_sums_of_years_and_of_days_within_one() {
        try (var views = new Opened(new Diary())) {
            var days = List.of(
                    "2019-12-31", "2024-01-01", "2026-01-01", "2026-04-30", "2026-05-01", "2026-05-02", "2031-01-01");
            var events = new ArrayList<RecordedEvent>();
            days.forEach(d -> events.add(contact(new ChildId("c" + d), LocalDate.parse(d), d)));
            views.apply(events.toArray(RecordedEvent[]::new));
            for (String d : days) {
                LocalDate day = LocalDate.parse(d);
                long until = days.stream().filter(o -> o.compareTo(d) <= 0).count();
                assertThat(views.figure("facts", day)).as(d).isEqualTo(Map.of(ANY, until));
                assertThat(views.figure("facts", day.minusDays(1)).getOrDefault(ANY, 0L))
                        .as(d)
                        .isEqualTo(until - 1);
            }
            assertThat(Counters.figure(views.store, "facts", MAY_1, List.of("KZ-10")))
                    .isEmpty();
            assertThat(Counters.figure(views.store, "facts", MAY_1, List.of("KZ-10", "KZ-71")))
                    .isEqualTo(Map.of(ANY, 5L));
        }
    }

    @Property(tries = 40)
    void figures_that_were_asked_for_before_go_on_as_counting_anew_says(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 1_200) Integer> daysBefore,
            @ForAll @IntRange(min = 1, max = 4) int atOnce) {
        try (var views = new Opened(new Diary())) {
            var events = new ArrayList<RecordedEvent>();
            for (int i = 0; i < daysBefore.size(); i++) {
                ChildId child = List.of(ADA, BEK, CAN).get(daysBefore.get(i) % 3);
                LocalDate day = MAY_1.minusDays(daysBefore.get(i));
                events.add(i % 7 == 6 ? merge(child, day, i) : contact(child, day, "f" + i));
            }
            for (int from = 0; from < events.size(); from += atOnce) {
                views.apply(events.subList(from, Math.min(events.size(), from + atOnce))
                        .toArray(RecordedEvent[]::new));
                for (String figure : List.of("facts", "children")) {
                    for (LocalDate day : List.of(MAY_1, MAY_1.minusDays(400))) {
                        views.assertKept(figure, day, List.of());
                        views.assertKept(figure, day, List.of("KZ-71"));
                        views.assertKept(figure, day, List.of("KZ-10"));
                    }
                }
            }
        }
    }

    @Test
    void a_batch_about_too_many_records_is_taken_in_part() {
        try (var views = new Opened(new Diary())) {
            var events = new ArrayList<RecordedEvent>();
            for (int i = 0; i <= Generation.MOST_RECORDS; i++) {
                events.add(contact(new ChildId("c" + i), MAY_1, "a" + i));
                events.add(contact(ADA, MAY_1, "ada" + i));
            }
            views.apply(events.toArray(RecordedEvent[]::new));
            // ADA is one of them
            assertThat(views.store.position()).isEqualTo(2L * (Generation.MOST_RECORDS - 1));
            views.applyFrom(views.store.position());
            assertThat(views.store.position()).isEqualTo(views.feed.head());
            assertThat(views.figure("facts")).isEqualTo(Map.of(ANY, (long) events.size()));
        }
    }

    private static RecordedEvent merge(ChildId child, LocalDate day, int number) {
        return event(day, "m" + number, new RecordsMerged(child, child.equals(ADA) ? BEK : ADA, "same"));
    }

    @Test
    void what_fails_only_when_it_is_made_leaves_out_its_record_only_and_only_while_it_fails() {
        var picky = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                boolean fails = facts.events().size() == 2
                        && facts.events().getLast().provenance().ref().equals("bad");
                return !fails
                        ? super.fold(facts)
                        : new Folded(List.of(new Part(() -> {
                            throw new IllegalStateException("Ada Lovelace");
                        })));
            }
        };
        try (var views = new Opened(picky)) {
            views.apply(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b"));
            views.apply(contact(ADA, MAY_1, "bad"), contact(BEK, MAY_1, "b2"));
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("bek");
            assertThat(views.all(Folds.SET_ASIDE)).containsOnlyKeys("ada/diary");
            assertThat(views.all(Folds.SET_ASIDE).toString()).doesNotContain("Lovelace");
            views.forgetCaches();
            views.apply(contact(ADA, MAY_1, "c"));
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("ada", "bek");
            assertThat(views.all(Folds.SET_ASIDE)).isEmpty();
            assertThat(views.figure("facts")).isEqualTo(Map.of(ANY, 5L));
        }
    }

    @Test
    void a_fold_that_fails_leaves_out_its_record_only_and_only_while_it_fails() {
        var picky = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                if (facts.events().stream().anyMatch(e -> e.provenance().ref().equals("bad"))
                        && facts.events().size() < 3) {
                    throw new IllegalStateException("Ada Lovelace");
                }
                return super.fold(facts);
            }
        };
        try (var views = new Opened(picky)) {
            views.apply(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b"));
            views.apply(contact(ADA, MAY_1, "bad"), contact(BEK, MAY_1, "b2"));
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("bek");
            assertThat(views.diary(BEK)).contains("b2");
            assertThat(views.all(Folds.SET_ASIDE)).containsOnlyKeys("ada/diary");
            assertThat(views.all(Folds.SET_ASIDE).toString())
                    .contains("IllegalStateException")
                    .doesNotContain("Lovelace");
            assertThat(views.figure("children")).isEqualTo(Map.of(ANY, 1L));
            views.apply(contact(ADA, MAY_1, "c"));
            assertThat(views.all(Folds.SET_ASIDE)).isEmpty();
            assertThat(views.all(Diary.DIARY)).containsOnlyKeys("ada", "bek");
            assertThat(views.figure("facts")).isEqualTo(Map.of(ANY, 5L));
        }
    }

    @Test
    void an_erased_person_leaves_the_documents() {
        var names = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                String given = facts.events().stream()
                        .map(RecordedEvent::event)
                        .filter(RecordOpened.class::isInstance)
                        .map(e -> ((RecordOpened) e).person())
                        .map(p -> p == null ? "nobody" : p.given())
                        .findFirst()
                        .orElse("");
                return new Folded(
                        List.of(new TableDocument(
                                PAGES, new Document(facts.id().value(), Map.of("child", given), new byte[0]))),
                        List.of());
            }
        };
        try (var views = new Opened(names)) {
            views.apply(event(MAY_1, "o", opened(ADA, "Ada")));
            assertThat(views.all(Diary.PAGES).get("ada")).contains("Ada");
            views.feed.erase(ADA);
            views.apply(event(MAY_1, "e", new PersonalDataErased(ADA, "asked")));
            assertThat(views.all(Diary.PAGES).get("ada")).contains("nobody");
        }
    }

    /** As by a restart, or because nobody had heard of the record of late. */
    @Test
    void what_an_erased_person_was_found_by_goes_although_nobody_remembers_it() {
        var names = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                var pages = new ArrayList<TableDocument>();
                for (RecordedEvent event : facts.events()) {
                    if (event.event() instanceof RecordOpened of && of.person() != null) {
                        String id = facts.id() + "/" + of.person().given();
                        pages.add(new TableDocument(PAGES, new Document(id, Map.of("child", "named"), new byte[0])));
                    }
                }
                return new Folded(pages, List.of());
            }
        };
        try (var views = new Opened(names)) {
            for (int i = 0; i < 300; i++) {
                views.feed.append(event(MAY_1, "o" + i, opened(ADA, "Ada" + i)));
            }
            views.feed.append(event(MAY_1, "b", opened(new ChildId("ada-2"), "Bek")));
            views.applyFrom(0);
            assertThat(views.all(Diary.PAGES)).hasSize(301);
            views.forgetCaches();
            views.feed.erase(ADA);
            views.apply(event(MAY_1, "e", new PersonalDataErased(ADA, "asked")));
            assertThat(views.all(Diary.PAGES)).containsOnlyKeys("ada-2/Bek");
        }
    }

    @Test
    void a_batch_that_could_not_be_written_is_as_if_never_tried() {
        var failing = new boolean[1];
        var stubborn = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                Folded folded = super.fold(facts);
                if (!failing[0] || facts.events().size() < 3) {
                    return folded;
                }
                var wrong = new Document("wrong", Map.of("facts", "many"), new byte[0]);
                return new Folded(List.of(new TableDocument(DIARY, wrong)), folded.counts());
            }
        };
        try (var views = new Opened(stubborn)) {
            // Heard of twice, the record is kept as it was folded
            views.apply(contact(ADA, MAY_1, "a"));
            views.apply(contact(ADA, MAY_1, "b"));
            failing[0] = true;
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> views.apply(contact(ADA, MAY_1, "c")))
                    .isInstanceOf(IllegalArgumentException.class);
            failing[0] = false;
            views.applyFrom(2);
            assertThat(views.diary(ADA)).isEqualTo("[] 2026-05-01a 2026-05-01b 2026-05-01c");
            assertThat(views.figure("facts")).isEqualTo(Map.of(ANY, 3L));
            assertThat(views.figure("children")).isEqualTo(Map.of(ANY, 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ALL_IN_HAND, FEW_IN_HAND})
    void a_first_build_that_failed_goes_on_where_it_was(int inHand) {
        var failing = new boolean[] {true};
        var stubborn = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                Folded folded = super.fold(facts);
                var wrong = new Document("wrong", Map.of("facts", "many"), new byte[0]);
                return failing[0] && facts.id().equals(CAN)
                        ? new Folded(List.of(new TableDocument(DIARY, wrong)), folded.counts())
                        : folded;
            }
        };
        var facts = new ArrayList<RecordedEvent>();
        for (ChildId child : List.of(BEK, CAN, ADA, new ChildId("dan"))) {
            facts.add(contact(child, MAY_1, "a"));
            facts.add(contact(child, MAY_1.plusDays(3), "b"));
        }
        try (var views = new Opened(stubborn);
                var batches = new Opened(new Diary())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> views.build(facts, inHand))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(views.store.position()).isZero();
            failing[0] = false;
            views.goOnBuilding();
            assertThat(views.store.position()).isEqualTo(facts.size());
            batches.apply(facts.toArray(RecordedEvent[]::new));
            for (Table table : List.of(Diary.DIARY, Diary.PAGES, Days.DAYS, Counters.TABLE)) {
                assertThat(views.all(table)).as(table.name()).isEqualTo(batches.all(table));
            }
            views.apply(contact(ADA, MAY_1.plusDays(4), "c"));
            assertThat(views.diary(ADA)).endsWith("c");
            assertThat(views.figure("facts")).isEqualTo(Map.of(ANY, 9L));
        }
    }

    @Test
    void a_first_build_that_is_stopped_leaves_the_position_at_the_beginning() {
        try (var views = new Opened(new Diary())) {
            views.feed.append(List.of(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b")));
            assertThat(views.generation.build(after -> views.feed.read(after, 1), 2, () -> true))
                    .isFalse();
            assertThat(views.store.position()).isZero();
        }
    }

    @Test
    void a_first_build_tells_of_each_step_how_far_it_is() {
        var told = new ArrayList<String>();
        var view = new Opened[1];
        var diary = new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                told.add(facts.id() + view[0].progress());
                return super.fold(facts);
            }
        };
        var likeness = new Likeness() {
            @Override
            public Walk relateAll(ViewStore views) {
                return behind -> {
                    told.add("begins" + view[0].progress());
                    behind.accept(0.5);
                    told.add("half way" + view[0].progress());
                    return null;
                };
            }
        };
        try (var views = new Opened(diary, likeness)) {
            view[0] = views;
            var facts = new ArrayList<RecordedEvent>();
            for (ChildId child : List.of(ADA, BEK, new ChildId("can"))) {
                for (int i = 0; i < 5; i++) {
                    facts.add(contact(child, MAY_1, "f" + i + child));
                }
            }
            views.build(facts, FEW_IN_HAND);
            // Each is folded while the one before is written, and those before that are
            assertThat(told)
                    .satisfiesExactly(
                            ada -> assertThat(ada).isEqualTo("ada [1.0, 0.0, 0.0, 0.0] 4"),
                            bek -> assertThat(bek).matches("bek \\[1\\.0, 0\\.(0|3+), 0\\.0, 0\\.0] [47]"),
                            can -> assertThat(can).matches("can \\[1\\.0, 0\\.(3+|6+), 0\\.0, 0\\.0] [79]"),
                            begins -> assertThat(begins).isEqualTo("begins [1.0, 1.0, 1.0, 0.0] 13"),
                            half -> assertThat(half).isEqualTo("half way [1.0, 1.0, 1.0, 0.25] 13"));
            assertThat(views.progress()).isEqualTo(" [1.0, 1.0, 1.0, 1.0] 15");
        }
    }

    /** Nothing looks like anything. */
    private abstract static class Likeness implements Relating {

        @Override
        public String name() {
            return "likeness";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<Table> tables() {
            return List.of();
        }

        @Override
        public List<Table> relations() {
            return List.of();
        }

        @Override
        public Fold begin(ChildState state) {
            return () -> NOTHING;
        }

        @Override
        public Related relate(Map<ChildId, Moved> moved, ViewStore views) {
            return new Related(List.of(), Map.of());
        }

        @Override
        public Map<ChildId, List<Suspicion>> suspected(Collection<ChildId> records, ViewStore views) {
            return Map.of();
        }
    }

    /** Merges and their undoing keep their order among themselves: they are decisions about the log, not reports. */
    @Property(tries = 25)
    void any_order_of_arrival_and_any_batches_give_the_same_views(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 999) Integer> seeds,
            @ForAll Random random,
            @ForAll boolean isReopened) {
        var facts = new ArrayList<RecordedEvent>();
        var identity = new ArrayList<RecordedEvent>();
        List<ChildId> children = List.of(ADA, BEK, CAN, new ChildId("dan"));
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            ChildId child = children.get(seed % 4);
            ChildId other = children.get(seed / 4 % 4);
            LocalDate day = MAY_1.plusDays(seed / 16 % 40);
            if (seed % 5 == 0 && !child.equals(other)) {
                identity.add(event(day, "m" + i, new RecordsMerged(child, other, "same")));
            } else if (seed % 11 == 0 && !child.equals(other)) {
                identity.add(event(day, "u" + i, new MergeReverted(child, other, "not")));
            } else {
                facts.add(contact(child, day, "r" + i));
            }
        }
        var inOrder = new ArrayList<>(facts);
        inOrder.addAll(identity);
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        int at = 0;
        for (RecordedEvent event : identity) {
            at += random.nextInt(shuffled.size() - at + 1);
            shuffled.add(at++, event);
        }
        try (var one = new Opened(new Diary());
                var other = new Opened(new Diary());
                var built = new Opened(new Diary());
                var builtFromMemory = new Opened(new Diary())) {
            built.build(shuffled, FEW_IN_HAND);
            builtFromMemory.build(shuffled, ALL_IN_HAND);
            one.apply(inOrder.toArray(RecordedEvent[]::new));
            for (int from = 0; from < shuffled.size(); ) {
                int to = Math.min(shuffled.size(), from + 1 + random.nextInt(6));
                other.apply(shuffled.subList(from, to).toArray(RecordedEvent[]::new));
                from = to;
                if (isReopened && random.nextInt(3) == 0) {
                    other.forgetCaches();
                }
            }
            for (Table table : List.of(Diary.DIARY, Diary.PAGES, Memberships.TABLE, Days.DAYS, Counters.TABLE)) {
                assertThat(other.all(table)).as(table.name()).isEqualTo(one.all(table));
                assertThat(built.all(table)).as("built: " + table.name()).isEqualTo(one.all(table));
                assertThat(builtFromMemory.all(table))
                        .as("built from memory: " + table.name())
                        .isEqualTo(one.all(table));
            }
        }
    }

    private static RecordOpened opened(ChildId child, String given) {
        return new RecordOpened(child, null, List.of(), new Person(null, given, null, null, null, null));
    }

    /** A generation over a feed of its own. */
    private static final class Opened implements AutoCloseable {
        private final ListFeed feed = new ListFeed();
        private final Path folder;
        private final SqliteViewStore store;
        private final Folds folds;
        private Generation generation;
        private FirstBuild build;

        Opened(Projection... projections) {
            try {
                folder = Files.createTempDirectory("generation");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            folds = new Folds(
                    List.of(projections), List.of(new Days()), new SimpleMeterRegistry(), RuleBook.standard());
            store = SqliteViewStore.open(folder.resolve("v.sqlite"), folds.tables());
            forgetCaches();
        }

        void forgetCaches() {
            generation = new Generation("g", store, feed.codec(), folds);
        }

        void apply(RecordedEvent... events) {
            long after = feed.head();
            feed.append(List.of(events));
            applyFrom(after);
        }

        /** From the beginning, a few facts at a time. */
        void build(List<RecordedEvent> events, int inHand) {
            feed.append(events);
            build = new FirstBuild(generation, store, feed.codec(), folds, 3, inHand);
            goOnBuilding();
        }

        String progress() {
            return " " + Arrays.stream(Step.values()).map(build::part).toList() + " " + build.reached();
        }

        void goOnBuilding() {
            assertThat(build.run(after -> feed.read(after, 3), feed.head(), () -> false))
                    .isTrue();
        }

        void applyFrom(long after) {
            generation.apply(feed.read(after, Integer.MAX_VALUE));
        }

        String diary(ChildId child) {
            return new String(
                    store.get(Diary.DIARY, child.value()).orElseThrow().body(), StandardCharsets.UTF_8);
        }

        Map<RegionKey, Long> figure(String figure) {
            return figure(figure, LocalDate.of(2040, 1, 1));
        }

        Map<RegionKey, Long> figure(String figure, LocalDate asOf) {
            return Counters.figure(store, figure, asOf, List.of());
        }

        void assertKept(String figure, LocalDate day, List<String> regions) {
            var live = new LiveViews(generation, feed.codec(), folds, new GiveWay());
            assertThat(live.figure(figure, day, regions)).isEqualTo(Counters.figure(store, figure, day, regions));
            LocalDate from = day.minusDays(500);
            assertThat(live.series(figure, from, day, regions))
                    .containsExactly(Counters.series(store, figure, from, day, regions));
        }

        /** All documents of a table in words, by id. */
        Map<String, String> all(Table table) {
            var all = new TreeMap<String, String>();
            for (Document document :
                    store.find(new Query(table, List.of(), List.of(new Sort("id", false)), Integer.MAX_VALUE))) {
                all.put(
                        document.id(),
                        new TreeMap<>(document.fields()) + new String(document.body(), StandardCharsets.UTF_8));
            }
            return all;
        }

        @Override
        public void close() {
            store.close();
            SqliteViewStore.delete(folder.resolve("v.sqlite"));
            try {
                Files.delete(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
