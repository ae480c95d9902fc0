package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.besik.query.records.Facts.ALMATY;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.besik.events.ChildId;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.events.rules.RuleBook;
import org.besik.query.access.BadQuestion;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.Ruled;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list says when other rules come into force; and that it says something all the while. */
class RuleChangesTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final ChildId ADA = new ChildId("ada");
    private static final ChildId BEK = new ChildId("bek");

    @TempDir
    Path folder;

    private final ListFeed feed = new ListFeed();
    private @Nullable Intake intake;

    @AfterEach
    void close() {
        if (intake != null) {
            intake.close();
        }
    }

    private Intake start(EventFeed from) {
        var started = new Intake(
                from,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        started.start();
        intake = started;
        return started;
    }

    private static void settle(Intake started, String version) {
        await().until(() -> started.health().isCaughtUp()
                && started.health().rebuild() == null
                && started.views().rules().version().equals(version));
    }

    /** Handed on by a clinic on 1 May, and nobody answers: 10 days by the standard rules. */
    private static Facts handedOn(ChildId child, String region) {
        return Facts.of(child)
                .from("clinic-" + region, region)
                .born("2022-05-01")
                .seen("2026-05-01")
                .handsOff("2026-05-01", "social", null);
    }

    private static List<String> listed(Intake started, String day) {
        var untracked = new Untracked(started.views(), new StaleFeeds(started.views(), CALENDAR), CALENDAR);
        return untracked.page(UntrackedRequest.on(LocalDate.parse(day), List.of())).items().stream()
                .flatMap(item -> item.reasons().stream()
                        .map(why -> item.childId() + " " + why.dueOn() + " " + why.ruleVersion()))
                .toList();
    }

    @Test
    void other_rules_change_what_is_listed_from_their_first_day_on_and_no_day_before() {
        feed.append(handedOn(ADA, ASTANA).told());
        feed.append(Ruled.from("2026-05-07", "2026-2", 5, Map.of()));
        Intake started = start(feed);
        settle(started, "2026-1+2026-2");

        assertThat(listed(started, "2026-05-06")).isEmpty();
        assertThat(listed(started, "2026-05-07")).containsExactly("ada 2026-05-06 2026-2");
    }

    @Test
    void a_flag_that_the_old_rules_raised_names_the_new_ones_from_their_first_day_on_or_lifts() {
        feed.append(handedOn(ADA, ASTANA).told());
        feed.append(Ruled.from("2026-05-15", "2026-2", 20, Map.of()));
        Intake started = start(feed);
        settle(started, "2026-1+2026-2");

        assertThat(listed(started, "2026-05-14")).containsExactly("ada 2026-05-11 2026-1");
        assertThat(listed(started, "2026-05-15")).isEmpty();
        assertThat(listed(started, "2026-05-21")).containsExactly("ada 2026-05-21 2026-2");
    }

    @Test
    void a_region_may_have_rules_of_its_own() {
        feed.append(handedOn(ADA, ASTANA).told());
        feed.append(handedOn(BEK, ALMATY).told());
        feed.append(Ruled.from("2026-05-02", "2026-2", 30, Map.of(ASTANA, Ruled.handoffsAfter(3))));
        Intake started = start(feed);
        settle(started, "2026-1+2026-2");

        assertThat(listed(started, "2026-05-12")).containsExactly("ada 2026-05-04 2026-2");
        assertThat(listed(started, "2026-05-31")).containsExactly("ada 2026-05-04 2026-2", "bek 2026-05-31 2026-2");
    }

    @Test
    void views_that_are_there_answer_by_the_old_rules_until_the_new_ones_are_worked_out_also_across_a_restart() {
        feed.append(handedOn(ADA, ASTANA).told());
        Intake first = start(feed);
        settle(first, "2026-1");
        first.close();

        var gate = new CountDownLatch(1);
        Intake second = start(held(gate));
        feed.append(Ruled.from("2026-05-02", "2026-2", 3, Map.of()));
        feed.append(handedOn(BEK, ASTANA).told());
        await().until(() -> second.health().rebuild() != null && second.health().isCaughtUp());

        assertThat(listed(second, "2026-05-05")).isEmpty();
        assertThat(listed(second, "2026-05-11"))
                .as("news is taken in meanwhile")
                .containsExactly("ada 2026-05-11 2026-1", "bek 2026-05-11 2026-1");
        second.close();

        Intake third = start(held(gate));
        await().until(() -> third.health().rebuild() != null);
        assertThat(third.views().rules().version()).isEqualTo("2026-1");
        assertThat(listed(third, "2026-05-11")).hasSize(2);

        gate.countDown();
        settle(third, "2026-1+2026-2");
        assertThat(listed(third, "2026-05-05")).containsExactly("ada 2026-05-04 2026-2", "bek 2026-05-04 2026-2");
    }

    @Test
    void rules_that_come_while_others_are_being_worked_out_take_their_place() {
        feed.append(handedOn(ADA, ASTANA).told());
        Intake first = start(feed);
        settle(first, "2026-1");
        first.close();

        var gate = new CountDownLatch(1);
        Intake second = start(held(gate));
        feed.append(Ruled.from("2026-05-02", "2026-2", 3, Map.of()));
        await().until(() -> second.health().rebuild() != null);
        feed.append(Ruled.from("2026-05-02", "2026-3", 4, Map.of()));
        await().until(() -> second.health().isCaughtUp());
        gate.countDown();
        settle(second, "2026-1+2026-2+2026-3");

        assertThat(listed(second, "2026-05-05")).containsExactly("ada 2026-05-05 2026-3");
        second.close();
        assertThat(new SqliteGenerations(folder).all()).hasSize(1);
    }

    @Test
    void what_was_known_before_rules_came_is_told_of_days_before_they_held_and_of_no_other() {
        feed.append(handedOn(ADA, ASTANA).told());
        feed.append(Ruled.from("2026-05-07", "2026-2", 5, Map.of()));
        Intake started = start(feed);
        settle(started, "2026-1+2026-2");
        var untracked = new Untracked(started.views(), new StaleFeeds(started.views(), CALENDAR), CALENDAR);
        Instant before = Instant.parse("2026-05-06T12:00:00Z");

        assertThat(untracked
                        .page(UntrackedRequest.on(LocalDate.of(2026, 5, 6), List.of()), before)
                        .total())
                .isZero();
        assertThatThrownBy(() -> untracked.page(UntrackedRequest.on(LocalDate.of(2026, 5, 7), List.of()), before))
                .isInstanceOf(BadQuestion.class)
                .hasMessageContaining("2026-05-07");
        assertThat(untracked
                        .page(
                                UntrackedRequest.on(LocalDate.of(2026, 5, 7), List.of()),
                                Instant.parse("2026-05-07T00:00:00Z"))
                        .total())
                .isEqualTo(1);
    }

    /** Whoever reads from the beginning waits, as if there were a million children. */
    private EventFeed held(CountDownLatch gate) {
        return new EventFeed() {
            @Override
            public long head() {
                return feed.head();
            }

            @Override
            public List<StoredEvent> read(long after, int limit) {
                return feed.read(after, limit);
            }

            @Override
            public boolean await(long after, Duration timeout) throws InterruptedException {
                return after == 0 && gate.getCount() > 0
                        ? gate.await(timeout.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                        : feed.await(after, timeout);
            }
        };
    }

    @Test
    void views_built_from_the_log_s_beginning_are_those_that_followed_it_through_every_change() throws Exception {
        feed.append(handedOn(ADA, ASTANA).told());
        Intake followed = start(feed);
        settle(followed, "2026-1");
        feed.append(Ruled.from("2026-05-02", "2026-2", 3, Map.of()));
        settle(followed, "2026-1+2026-2");
        feed.append(handedOn(BEK, ALMATY).told());
        feed.append(Ruled.from("2026-05-20", "2026-3", 40, Map.of(ALMATY, Ruled.handoffsAfter(3))));
        settle(followed, "2026-1+2026-2+2026-3");
        List<String> documents = documents(followed);
        followed.close();
        delete(folder);

        Intake built = start(feed);
        settle(built, "2026-1+2026-2+2026-3");
        assertThat(documents(built)).isEqualTo(documents).isNotEmpty();
    }

    @Test
    void a_long_log_is_folded_once_by_all_the_rules_in_it() {
        for (int i = 0; i < 5_500; i++) {
            feed.append(handedOn(new ChildId("child-" + i), ASTANA).told());
        }
        feed.append(Ruled.from("2026-05-02", "2026-2", 3, Map.of()));
        Intake started = start(feed);
        await().atMost(Duration.ofMinutes(1)).until(() -> started.health().isCaughtUp());

        assertThat(started.views().generation()).endsWith("-1");
        assertThat(started.views().rules().version()).isEqualTo("2026-1+2026-2");
        assertThat(started.health().rebuild()).isNull();
        assertThat(listed(started, "2026-05-04")).hasSize(UntrackedRequest.DEFAULT_LIMIT);
    }

    private static List<String> documents(Intake started) {
        var lines = new ArrayList<String>();
        for (Table table : List.of(UntrackedProjection.TABLE, UntrackedProjection.PAST)) {
            started.views()
                    .store()
                    .find(new Query(table, List.of(), List.of(), 1_000))
                    .forEach(document -> lines.add(
                            document.id() + document.fields() + new String(document.body(), StandardCharsets.UTF_8)));
        }
        for (String day : List.of("2026-05-04", "2026-05-11", "2026-06-11")) {
            lines.add(started.views()
                    .figure(UntrackedProjection.UNTRACKED_BY_REASON, LocalDate.parse(day), List.of())
                    .toString());
        }
        lines.sort(null);
        return lines;
    }

    private static void delete(Path folder) throws java.io.IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
