package org.besik.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The second reading of the rules, on lives that can be checked with a calendar. */
class PolicyTest {

    private static final List<String> REGIONS = List.of("KZ-71", "KZ-75");
    private static final int NORTH = 0;
    private static final int SOUTH = 1;

    private static int day(String date) {
        return Days.of(LocalDate.parse(date));
    }

    private static Happening seen(String date) {
        return Happening.of(
                day(date), "clinic-KZ-71-0", NORTH, new What.Contact(What.Service.HEALTH, What.Strength.SEEN, "visit"));
    }

    private static Happening enrolled(String date) {
        return Happening.of(
                day(date), "school", NORTH, new What.Enrolment("school", What.Level.PRIMARY, null, day(date)));
    }

    private static Happening attended(String month, int days) {
        YearMonth of = YearMonth.parse(month);
        return Happening.of(Days.last(of), "school", NORTH, new What.Attendance("school", of, days, 0));
    }

    /** What is due, as {@code REASON dueOn}; the child is registered at once. */
    private static Stream<String> due(String born, String to, Happening... happenings) {
        int birth = day(born);
        var identity = new Identity("A", "B", null, true, birth, null);
        var home = new Stay(birth, NORTH, 0, 0, 0, false, false, 0, false);
        var child = new Child(0, birth, Days.birthday(birth, 18), identity, "", "B-1", "M", home);
        var life = new Life(
                child,
                Arrays.stream(happenings)
                        .sorted(Comparator.comparingInt(Happening::day))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                Days.NEVER,
                birth,
                true,
                List.of());
        return Policy.of(life, day(born), day(to), REGIONS).stream()
                .map(due -> due.reason() + " " + Days.date(due.dueOn()));
    }

    @Test
    void a_newborn_is_due_after_two_weeks_without_a_nurse() {
        assertThat(due("2026-01-01", "2026-01-20")).containsExactly("NEWBORN_UNSEEN 2026-01-15");
    }

    @Test
    void an_infant_is_silent_ninety_days_after_it_was_seen() {
        assertThat(due("2026-01-01", "2026-05-01", seen("2026-01-10"))).containsExactly("SILENT 2026-04-10");
    }

    @Test
    void a_pupil_whose_school_falls_silent_is_due_when_the_next_month_should_have_been_reported() {
        assertThat(due("2017-05-01", "2025-12-31", seen("2025-08-20"), enrolled("2023-09-01"), attended("2025-09", 20)))
                .contains("SILENT 2025-11-10");
    }

    @Test
    void a_month_without_presence_makes_the_clock_run_at_once() {
        assertThat(due(
                        "2017-05-01",
                        "2025-12-31",
                        seen("2025-08-20"),
                        enrolled("2023-09-01"),
                        attended("2025-09", 20),
                        attended("2025-10", 0)))
                .contains("SILENT 2025-11-04");
    }

    @Test
    void a_child_of_six_without_a_school_is_due_on_the_twentieth_school_day() {
        assertThat(due("2019-05-01", "2025-12-31", seen("2025-05-02"))).contains("NOT_IN_EDUCATION 2025-09-29");
    }

    @Test
    void a_move_is_due_thirty_days_after_the_child_was_expected() {
        var move = Happening.of(
                day("2025-03-01"), "clinic-KZ-71-0", NORTH, new What.Relocation("KZ-71", "KZ-75", day("2025-03-10")));
        var arrived = Happening.of(day("2025-06-01"), "clinic-KZ-75-0", SOUTH, new What.Arrival("KZ-75", false));

        assertThat(due("2022-05-01", "2025-12-31", seen("2025-02-20"), move)).contains("LOST_IN_TRANSIT 2025-04-09");
        assertThat(due("2022-05-01", "2025-04-08", seen("2025-02-20"), move))
                .noneMatch(due -> due.startsWith("LOST_IN_TRANSIT"));
        assertThat(due("2022-05-01", "2025-07-31", seen("2025-02-20"), move, arrived))
                .contains("LOST_IN_TRANSIT 2025-04-09");
    }
}
