package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.besik.query.intake.Toys.ADA;
import static org.besik.query.intake.Toys.BEK;
import static org.besik.query.intake.Toys.MAY_1;
import static org.besik.query.intake.Toys.contact;
import static org.besik.query.intake.Toys.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.besik.events.ChildId;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Toys.Days;
import org.besik.query.intake.Toys.Diary;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What intake does, wherever the views are kept. */
abstract class IntakeContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:30Z"), ZoneOffset.UTC);

    private final ListFeed feed = new ListFeed();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Intake> opened = new ArrayList<>();

    /** The same ones each time. */
    abstract Generations generations();

    @AfterEach
    void close() {
        opened.forEach(Intake::close);
    }

    @Test
    void views_follow_the_feed_and_tell_who_changed() {
        Intake intake = intake(feed, new Diary());
        var told = new ConcurrentHashMap<Long, List<ChildId>>();
        intake.views().onChange((records, position) -> told.put(position, records));
        feed.append(contact(ADA, MAY_1, "a"));
        assertThat(lag("events")).isEqualTo(1);
        assertThat(lag("seconds")).isEqualTo(30);
        intake.start();
        await().until(() -> intake.health().isCaughtUp());
        feed.append(List.of(contact(BEK, MAY_1, "b"), event(MAY_1, "m", new RecordsMerged(ADA, BEK, "same"))));
        // Told after the position has moved on
        await().until(() -> told.containsKey(3L));
        assertThat(told.get(1L)).containsExactly(ADA);
        assertThat(told.get(3L)).containsExactly(ADA);
        assertThat(lag("events")).isZero();
        assertThat(lag("seconds")).isZero();
        RecordFacts record = intake.views().record(BEK).orElseThrow();
        assertThat(record.id()).isEqualTo(ADA);
        assertThat(record.formerIds()).containsExactly(BEK);
        assertThat(record.events()).extracting(e -> e.provenance().ref()).containsExactly("a", "b", "m");
        assertThat(intake.views().record(ADA)).contains(record);
        assertThat(intake.views().record(new ChildId("nobody"))).isEmpty();
        assertThat(intake.views().figure("facts", MAY_1, List.of("KZ-71")))
                .isEqualTo(Map.of(new Views.RegionKey("KZ-71", "any"), 3L));
        assertThat(meters.get("besik.intake.batch").timer().count()).isPositive();
        assertThat(meters.get("besik.intake.written")
                        .tag("as", "documents")
                        .functionCounter()
                        .count())
                .isPositive();
    }

    @Test
    void what_is_not_being_built_is_built() {
        feed.append(contact(ADA, MAY_1, "a"));
        intake(feed, new Diary());
        for (IntakeHealth.Step step : IntakeHealth.Step.values()) {
            assertThat(meters.get("besik.projection.build")
                            .tag("step", step.tag())
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void views_go_on_where_they_were_left() {
        feed.append(List.of(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b")));
        Intake first = intake(feed, new Diary());
        first.start();
        await().until(() -> first.health().isCaughtUp());
        String generation = first.views().generation();
        first.close();
        Intake second = intake(feed, new Diary());
        assertThat(second.views().generation()).isEqualTo(generation);
        assertThat(second.health().position()).isEqualTo(2);
        feed.append(contact(ADA, MAY_1, "a2"));
        second.start();
        await().until(() -> second.health().isCaughtUp());
        assertThat(facts(second, ADA)).isEqualTo(2);
    }

    @Test
    void a_first_build_that_was_cut_short_is_begun_anew() {
        Intake first = intake(feed, new Diary());
        String generation = first.views().generation();
        first.close();
        List<Table> tables = new Folds(
                        List.of(new Diary()), List.of(new Days()), new SimpleMeterRegistry(), RuleBook.standard())
                .tables();
        try (ViewStore views = generations().open(generation, tables)) {
            var left = new Document(StoredFacts.id(BEK, 7), Map.of(), new byte[6]);
            views.fill(List.of(StoredFacts.TABLE), false);
            views.apply(List.of(new ViewStore.Change.Upsert(StoredFacts.TABLE, left)), 0);
        }
        feed.append(contact(ADA, MAY_1, "a"));
        Intake second = intake(feed, new Diary());
        second.start();
        await().until(() -> second.health().isCaughtUp());
        assertThat(facts(second, ADA)).isEqualTo(1);
        assertThat(second.views().store().get(StoredFacts.TABLE, StoredFacts.id(BEK, 7)))
                .isEmpty();
    }

    @Test
    void a_gap_stops_the_views_until_it_is_filled_and_repeats_are_dropped() {
        var isBroken = new AtomicBoolean(true);
        feed.append(List.of(contact(ADA, MAY_1, "a"), contact(ADA, MAY_1, "b"), contact(ADA, MAY_1, "c")));
        EventFeed gappy = new EventFeed() {
            @Override
            public long head() {
                return feed.head();
            }

            @Override
            public List<StoredEvent> read(long after, int limit) {
                // Everything again each time, and in the broken days without the second event
                return feed.read(0, limit).stream()
                        .filter(e -> !isBroken.get() || e.position() != 2)
                        .toList();
            }

            @Override
            public boolean await(long after, Duration timeout) throws InterruptedException {
                return feed.await(after, timeout);
            }
        };
        Intake intake = intake(gappy, new Diary());
        intake.start();
        await().untilAsserted(
                        () -> assertThat(intake.health().problem()).isEqualTo("gap: expected position 2, found 3"));
        assertThat(intake.health().position()).isEqualTo(1);
        assertThat(intake.health().isCaughtUp()).isFalse();
        isBroken.set(false);
        await().until(() -> intake.health().isCaughtUp());
        assertThat(facts(intake, ADA)).isEqualTo(3);
    }

    @Test
    void an_error_of_the_machine_stops_the_views_until_it_is_over() {
        var isBroken = new AtomicBoolean(true);
        Intake intake = intake(feed, new Diary() {
            @Override
            public Folded fold(RecordFacts facts) {
                if (isBroken.get()) {
                    throw new NoClassDefFoundError("org/besik/Replaced");
                }
                return super.fold(facts);
            }
        });
        feed.append(contact(ADA, MAY_1, "a"));
        intake.start();
        await().untilAsserted(() -> assertThat(intake.health().problem()).isEqualTo("NoClassDefFoundError"));
        assertThat(intake.health().position()).isZero();
        isBroken.set(false);
        await().until(() -> intake.health().isCaughtUp());
        assertThat(facts(intake, ADA)).isEqualTo(1);
        assertThat(intake.health().problem()).isNull();
    }

    @Test
    void a_rebuild_on_demand_replaces_the_live_views_when_done() {
        feed.append(List.of(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b")));
        Intake intake = intake(feed, new Diary());
        intake.start();
        await().until(() -> intake.health().isCaughtUp());
        String before = intake.views().generation();
        assertThat(intake.rebuild()).isTrue();
        await().until(() -> !intake.views().generation().equals(before));
        assertThat(intake.health().rebuild()).isNull();
        feed.append(contact(ADA, MAY_1, "c"));
        await().until(() -> intake.health().isCaughtUp());
        assertThat(facts(intake, ADA)).isEqualTo(2);
        String after = intake.views().generation();
        intake.close();
        assertThat(generations().all()).containsExactly(after);
    }

    @Test
    void after_a_change_of_rules_the_old_views_answer_until_the_new_ones_have_caught_up() {
        feed.append(List.of(contact(ADA, MAY_1, "a"), contact(BEK, MAY_1, "b")));
        Intake old = intake(feed, new Diary());
        old.start();
        await().until(() -> old.health().isCaughtUp());
        old.close();
        var gate = new CountDownLatch(1);
        Intake renewed = intake(feed, new Doubled(gate));
        renewed.start();
        assertThat(renewed.views().generation()).isEqualTo(old.views().generation());
        assertThat(facts(renewed, ADA)).isEqualTo(1);
        assertThat(renewed.health().rebuild()).isNotNull();
        gate.countDown();
        await().until(() -> !renewed.views().generation().equals(old.views().generation()));
        assertThat(facts(renewed, ADA)).isEqualTo(2);
        feed.append(contact(ADA, MAY_1, "c"));
        await().until(() -> renewed.health().isCaughtUp());
        assertThat(facts(renewed, ADA)).isEqualTo(4);
    }

    @Test
    void views_of_another_shape_are_built_anew_at_once() {
        feed.append(contact(ADA, MAY_1, "a"));
        Intake old = intake(feed, new Diary());
        old.start();
        await().until(() -> old.health().isCaughtUp());
        old.close();
        Intake renewed = intake(feed, new Diary() {
            @Override
            public List<Table> tables() {
                return List.of(DIARY, PAGES, new Table("more", List.of(), List.of()));
            }
        });
        assertThat(renewed.views().generation()).isNotEqualTo(old.views().generation());
        renewed.start();
        await().until(() -> renewed.health().isCaughtUp());
        assertThat(facts(renewed, ADA)).isEqualTo(1);
    }

    @Test
    void views_that_this_code_cannot_read_are_built_anew_at_once() {
        feed.append(contact(ADA, MAY_1, "a"));
        Intake old = intake(feed, new Diary());
        old.start();
        await().until(() -> old.health().isCaughtUp());
        old.close();
        Intake renewed = intake(feed, new Diary() {
            @Override
            public String layout() {
                return "written otherwise";
            }
        });
        assertThat(renewed.views().generation()).isNotEqualTo(old.views().generation());
        assertThat(renewed.views().store().position()).isZero();
        renewed.start();
        await().until(() -> renewed.health().isCaughtUp());
        assertThat(facts(renewed, ADA)).isEqualTo(1);
    }

    @Test
    void views_ahead_of_a_replaced_log_are_built_anew() {
        feed.append(List.of(contact(ADA, MAY_1, "a"), contact(ADA, MAY_1, "b")));
        Intake old = intake(feed, new Diary());
        old.start();
        await().until(() -> old.health().isCaughtUp());
        old.close();
        var replaced = new ListFeed();
        replaced.append(contact(BEK, MAY_1, "b"));
        Intake renewed = intake(replaced, new Diary());
        renewed.start();
        await().until(() -> renewed.health().isCaughtUp());
        assertThat(renewed.views().record(ADA)).isEmpty();
        assertThat(renewed.views().record(BEK)).isPresent();
    }

    /** Other rules: each fact counts twice. Waits at the gate once. */
    private static final class Doubled extends Diary {
        private final CountDownLatch gate;

        Doubled(CountDownLatch gate) {
            this.gate = gate;
        }

        @Override
        public String version() {
            return "2";
        }

        @Override
        public Folded fold(RecordFacts facts) {
            try {
                gate.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return new Folded(
                    List.of(new TableDocument(
                            DIARY,
                            new Document(
                                    facts.id().value(),
                                    Map.of("facts", 2L * facts.events().size()),
                                    new byte[0]))),
                    List.of());
        }
    }

    private long facts(Intake intake, ChildId child) {
        return intake.views()
                .store()
                .get(Diary.DIARY, child.value())
                .orElseThrow()
                .number("facts");
    }

    private double lag(String unit) {
        return meters.get("besik.projection.lag").tag("unit", unit).gauge().value();
    }

    private Intake intake(EventFeed from, Projection projection) {
        var codec = from instanceof ListFeed list ? list.codec() : feed.codec();
        var intake = new Intake(from, codec, List.of(projection), List.of(new Days()), generations(), meters, CLOCK);
        opened.add(intake);
        return intake;
    }
}
