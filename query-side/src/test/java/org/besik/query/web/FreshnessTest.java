package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.records.Facts.ASTANA;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.besik.events.ChildId;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedProjection;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FreshnessTest {

    @TempDir
    Path folder;

    private final ListFeed feed = new ListFeed();

    private Intake intake() {
        return new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(SchoolCalendar.standard(), RuleBook.standard())),
                List.of(),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private static void ask(Freshness freshness) throws InterruptedException {
        assertThat(freshness.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), "question"))
                .isTrue();
    }

    @Test
    void who_has_just_recorded_a_fact_reads_it() throws InterruptedException {
        try (Intake intake = intake()) {
            intake.start();
            var freshness = new Freshness(feed, intake.views());
            for (int i = 0; i < 20; i++) {
                var child = new ChildId("child-" + i);
                feed.append(Facts.of(child)
                        .from("clinic", ASTANA)
                        .seen("2026-03-04")
                        .told());
                ask(freshness);
                assertThat(intake.views().record(child)).isPresent();
            }
        }
    }

    @Test
    void views_that_are_far_behind_answer_from_what_there_is() throws InterruptedException {
        try (Intake intake = intake()) {
            for (int i = 0; i < 300; i++) {
                feed.append(
                        Facts.of(new ChildId("child-" + i)).seen("2026-03-04").told());
            }
            ask(new Freshness(feed, intake.views()));
            assertThat(intake.views().store().position()).isZero();
        }
    }
}
