package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.besik.query.records.Facts.ALMATY;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.Strength;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Level;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clinic's line was down, and what happened meanwhile is never told. Whom does it miss once it works again? */
class SilentClinicTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    private static final LocalDate LAST = LocalDate.of(2026, 3, 1);
    private static final LocalDate AGAIN = LocalDate.of(2026, 5, 10);

    @TempDir
    Path folder;

    private final List<RecordedEvent> told = new ArrayList<>();

    /** It tells of its patients every so many days, but for some weeks of spring. */
    private void tellsEvery(int days) {
        Facts patient = patientUntilLast(days);
        for (LocalDate day = AGAIN; day.getYear() < 2027; day = day.plusDays(days)) {
            patient.seen(day.toString());
        }
        told.addAll(patient.told());
    }

    private static Facts patientUntilLast(int days) {
        var patient = Facts.of(new ChildId("patient")).from("clinic", ALMATY).born("2021-01-01");
        for (LocalDate day = LAST.minusDays(130L * days); !day.isAfter(LAST); day = day.plusDays(days)) {
            patient.seen(day.toString());
        }
        return patient;
    }

    /** It told of its patients every so many days, and never again, as others do. */
    private void toldEvery(int days) {
        told.addAll(patientUntilLast(days).told());
        told.addAll(Facts.of(new ChildId("elsewhere"))
                .from("another", ALMATY)
                .born("2021-01-01")
                .seen("2026-03-01")
                .seen("2026-12-30")
                .told());
    }

    private void infant(String name, String born, String seen) {
        told.addAll(Facts.of(new ChildId(name))
                .from("clinic", ALMATY)
                .born(born)
                .seen(seen)
                .told());
    }

    /** Last seen at its school, and some day before by the clinic. */
    private void graduate(String seenByTheClinic) {
        told.addAll(Facts.of(new ChildId("graduate"))
                .from("clinic", ALMATY)
                .born("2009-04-10")
                .seen(seenByTheClinic)
                .from("school", ALMATY)
                .enrolled("2024-09-01", Level.SECONDARY, "2024-09-01")
                .seen("2025-03-20")
                .endsEnrolment("2025-03-21", EndReason.GRADUATED)
                .told());
    }

    private List<String> listed(boolean explained, LocalDate... days) {
        return ask((untracked, feeds) -> {
            var listed = new ArrayList<String>();
            for (LocalDate day : days) {
                for (UntrackedItem item :
                        untracked.page(SilentSchoolTest.request(day, explained)).items()) {
                    listed.add(item.childId() + " " + day
                            + (item.staleFeeds().isEmpty() ? "" : " " + String.join(",", item.staleFeeds())));
                }
            }
            return listed;
        });
    }

    /** The gaps that the clinic's page shows on a day. */
    private List<StaleFeeds.Gap> gaps(LocalDate day) {
        return ask((untracked, feeds) -> feeds.feed("clinic", day).orElseThrow().gaps());
    }

    private <T> T ask(BiFunction<Untracked, StaleFeeds, T> question) {
        var feed = new ListFeed();
        feed.append(told);
        try (var intake = new Intake(
                feed,
                feed.codec(),
                List.of(new UntrackedProjection(CALENDAR, RuleBook.standard())),
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
            intake.start();
            await().until(() -> intake.health().isCaughtUp());
            var feeds = new StaleFeeds(intake.views(), CALENDAR);
            return question.apply(new Untracked(intake.views(), feeds, CALENDAR), feeds);
        }
    }

    @Test
    void a_child_that_came_due_meanwhile_has_as_many_days_more() {
        tellsEvery(3);
        infant("infant", "2025-12-25", "2026-01-20");
        LocalDate due = LocalDate.of(2026, 4, 20);
        LocalDate silentFor = due.plusDays(due.toEpochDay() - LAST.toEpochDay());
        assertThat(listed(false, due, AGAIN.minusDays(1), silentFor.minusDays(1), silentFor))
                .containsExactly("infant " + silentFor);
    }

    @Test
    void it_is_shown_with_the_clinic_that_was_silent() {
        tellsEvery(3);
        infant("infant", "2025-12-25", "2026-02-25");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(true, due.minusDays(1), due, due.plusDays(60), due.plusDays(61)))
                .as("for 60 days at most")
                .containsExactly("infant " + due + " clinic", "infant " + due.plusDays(60) + " clinic");
    }

    @Test
    void whoever_was_missed_before_it_fell_silent_is_missed() {
        tellsEvery(3);
        infant("infant", "2025-11-01", "2025-11-30");
        assertThat(listed(false, LAST, AGAIN)).containsExactly("infant " + LAST, "infant " + AGAIN);
    }

    @Test
    void and_all_the_while() {
        tellsEvery(3);
        infant("infant", "2025-11-01", "2025-11-30");
        assertThat(listed(false, LAST.plusDays(30))).containsExactly("infant " + LAST.plusDays(30) + " clinic");
        assertThat(listed(true, LAST.plusDays(30))).isEmpty();
    }

    @Test
    void whoever_comes_due_waits_as_soon_as_it_is_silent_for_longer_than_it_ever_was() {
        tellsEvery(3);
        infant("infant", "2025-12-04", "2025-12-10");
        LocalDate due = LocalDate.of(2026, 3, 10);
        assertThat(listed(false, due, LAST.plusDays(10), LAST.plusDays(11)))
                .containsExactly("infant " + due, "infant " + LAST.plusDays(10));
        assertThat(listed(true, LAST.plusDays(11))).containsExactly("infant " + LAST.plusDays(11) + " clinic");
    }

    @Test
    void and_no_longer_once_it_is_heard_of_again_after_days_that_are_not_many() {
        tellsEvery(1);
        LocalDate heard = LocalDate.of(2026, 2, 10);
        LocalDate again = heard.plusDays(14);
        told.removeIf(event -> event.provenance().occurredOn().isAfter(heard)
                && event.provenance().occurredOn().isBefore(again));
        infant("infant", "2025-11-10", "2025-11-14");
        LocalDate due = heard.plusDays(2);
        assertThat(listed(false, due, again.minusDays(1), again)).containsExactly("infant " + due, "infant " + again);
    }

    @Test
    void its_page_names_the_days_once_it_is_late_by_two_weeks() {
        toldEvery(3);
        assertThat(gaps(LAST.plusDays(14))).isEmpty();
        assertThat(gaps(LAST.plusDays(15))).containsExactly(new StaleFeeds.Gap(LAST.plusDays(1), null));
    }

    @Test
    void while_a_clinic_that_told_of_many_tells_of_nobody_its_silence_explains_half_a_year() {
        toldEvery(3);
        infant("infant", "2025-12-25", "2026-02-25");
        infant("missed", "2025-11-01", "2025-11-30");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(true, due.plusDays(61), due.plusDays(180), due.plusDays(181)))
                .containsExactly("infant " + due.plusDays(61) + " clinic", "infant " + due.plusDays(180) + " clinic");
        assertThat(listed(false, due.plusDays(180), due.plusDays(181)))
                .as("who was missed before it fell silent is missed")
                .containsExactly(
                        "missed " + due.plusDays(180), "missed " + due.plusDays(181), "infant " + due.plusDays(181));
    }

    @Test
    void of_one_that_told_now_and_then_it_explains_two_months() {
        toldEvery(7);
        infant("infant", "2025-12-25", "2026-02-25");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(false, due.plusDays(60), due.plusDays(61))).containsExactly("infant " + due.plusDays(61));
    }

    @Test
    void nothing_is_said_of_a_clinic_that_tells_now_and_then() {
        tellsEvery(7);
        infant("infant", "2025-12-25", "2026-02-25");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(false, due)).containsExactly("infant " + due);
    }

    @Test
    void nor_is_a_month_forgotten_of_which_a_few_late_reports_came() {
        tellsEvery(1);
        told.addAll(Facts.of(new ChildId("late"))
                .from("clinic", ALMATY)
                .born("2021-01-01")
                .seen("2026-03-15")
                .seen("2026-03-30")
                .seen("2026-04-14")
                .seen("2026-04-29")
                .told());
        infant("infant", "2025-12-25", "2026-02-25");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(true, due)).containsExactly("infant " + due + " clinic");
    }

    @Test
    void whose_yearly_visit_may_be_lost_is_missed_when_the_next_is_late() {
        tellsEvery(3);
        infant("yearly", "2021-04-10", "2025-03-20");
        LocalDate late = LocalDate.of(2027, 5, 11);
        assertThat(listed(true, late.minusDays(1), late)).containsExactly("yearly " + late.minusDays(1) + " clinic");
        assertThat(listed(false, LocalDate.of(2026, 4, 19), late.minusDays(1), late))
                .containsExactly("yearly " + late);
    }

    @Test
    void whose_birthday_was_at_another_time_has_as_many_days_more_only() {
        tellsEvery(3);
        infant("yearly", "2021-01-10", "2025-03-20");
        LocalDate due = LocalDate.of(2026, 4, 19);
        LocalDate silentFor = due.plusDays(due.toEpochDay() - LAST.toEpochDay());
        assertThat(listed(false, due, silentFor.minusDays(1), silentFor)).containsExactly("yearly " + silentFor);
    }

    @Test
    void a_payment_meanwhile_does_not_make_it_missed_sooner() {
        tellsEvery(3);
        infant("yearly", "2021-04-10", "2025-03-20");
        told.addAll(Facts.of(new ChildId("paid"))
                .from("clinic", ALMATY)
                .born("2021-04-10")
                .seen("2025-03-20")
                .from("social", ALMATY)
                .contact("2026-01-20", Service.SOCIAL, Strength.ADMINISTRATIVE)
                .told());
        LocalDate late = LocalDate.of(2027, 5, 11);
        assertThat(listed(false, late.minusDays(1), late)).containsExactlyInAnyOrder("yearly " + late, "paid " + late);
    }

    @Test
    void whose_yearly_visit_was_missed_before_it_fell_silent_is_missed() {
        tellsEvery(3);
        infant("yearly", "2021-02-15", "2025-01-25");
        assertThat(listed(false, LAST, LAST.plusDays(30), AGAIN))
                .containsExactly("yearly " + LAST, "yearly " + LAST.plusDays(30) + " clinic", "yearly " + AGAIN);
        assertThat(listed(true, LAST.plusDays(30))).isEmpty();
    }

    @Test
    void two_weeks_of_the_days_in_which_it_could_have_been_are_enough_and_thirteen_days_are_not() {
        tellsEvery(3);
        infant("thirteen", "2021-02-12", "2025-02-13");
        infant("fourteen", "2021-02-13", "2025-02-14");
        LocalDate aWeekOn = AGAIN.plusDays(8);
        assertThat(listed(false, aWeekOn)).containsExactly("thirteen " + aWeekOn);
    }

    @Test
    void of_a_clinic_that_told_now_and_then_a_yearly_visit_is_waited_for_two_months() {
        toldEvery(7);
        infant("yearly", "2021-04-10", "2025-03-20");
        LocalDate due = LocalDate.of(2026, 4, 19);
        assertThat(listed(false, due.plusDays(60), due.plusDays(61))).containsExactly("yearly " + due.plusDays(61));
    }

    @Test
    void while_it_tells_of_few_its_line_is_not_gone() {
        tellsEvery(1);
        told.removeIf(event -> {
            LocalDate day = event.provenance().occurredOn();
            return day.isAfter(LAST) && day.toEpochDay() % 4 > 0;
        });
        infant("infant", "2025-12-25", "2026-02-25");
        LocalDate due = LocalDate.of(2026, 5, 26);
        assertThat(listed(false, due.plusDays(60), due.plusDays(61))).containsExactly("infant " + due.plusDays(61));
    }

    @Test
    void a_school_that_a_child_has_left_will_not_see_it_whoever_saw_it_beside_may() {
        tellsEvery(3);
        graduate("2025-02-10");
        LocalDate due = LocalDate.of(2026, 4, 19);
        assertThat(listed(true, due)).containsExactly("graduate " + due + " clinic");
        assertThat(listed(false, due)).isEmpty();
    }

    @Test
    void nobody_waits_for_a_clinic_that_had_not_seen_it_for_a_year() {
        tellsEvery(3);
        graduate("2024-02-10");
        LocalDate due = LocalDate.of(2026, 4, 19);
        assertThat(listed(false, due)).containsExactly("graduate " + due);
    }
}
