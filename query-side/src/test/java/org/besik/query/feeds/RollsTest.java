package org.besik.query.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.besik.events.ChildId;
import org.besik.events.schooling.AttendanceReported;
import org.besik.query.feeds.Rolls.Roll;
import org.besik.query.records.Facts;
import org.junit.jupiter.api.Test;

class RollsTest {

    private static final LocalDate NOVEMBER_9 = LocalDate.of(2025, 11, 9);

    /** Told of so many children in September and in October, each time on a day. */
    private static Rolls told(int children, String septemberOn, String octoberOn) {
        Rolls rolls = Rolls.of(null);
        for (int child = 0; child < children; child++) {
            Facts facts = Facts.of(new ChildId("child-" + child))
                    .attends(septemberOn, "2025-09", 18)
                    .attends(octoberOn, "2025-10", 18);
            for (var event : facts.told()) {
                rolls = rolls.with(Roll.of(
                        (AttendanceReported) event.event(), event.provenance().occurredOn()));
            }
        }
        return rolls;
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static OptionalInt upTo(Rolls rolls, LocalDate on) {
        return rolls.toldUpTo(on, day(on));
    }

    @Test
    void a_month_is_told_of_when_all_of_it_should_be_there() {
        Rolls rolls = told(20, "2025-09-30", "2025-10-31");
        assertThat(upTo(rolls, NOVEMBER_9)).hasValue(day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(rolls, NOVEMBER_9.plusDays(1))).hasValue(day(LocalDate.of(2025, 10, 31)));
    }

    @Test
    void a_report_before_the_end_of_its_month_tells_of_no_day_after_it() {
        assertThat(upTo(told(20, "2025-09-30", "2025-10-24"), NOVEMBER_9.plusDays(1)))
                .hasValue(day(LocalDate.of(2025, 10, 24)));
    }

    @Test
    void what_is_told_later_was_not_told_yet() {
        Rolls rolls = told(20, "2025-09-30", "2025-12-05");
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 4))).hasValue(day(LocalDate.of(2025, 9, 30)));
        assertThat(upTo(rolls, LocalDate.of(2025, 12, 5))).hasValue(day(LocalDate.of(2025, 10, 31)));
        assertThat(rolls.toldUpTo(LocalDate.of(2025, 12, 20), day(LocalDate.of(2025, 11, 20))))
                .hasValue(day(LocalDate.of(2025, 9, 30)));
    }

    @Test
    void few_reports_say_nothing_of_an_agency() {
        assertThat(upTo(told(5, "2025-09-30", "2025-10-31"), NOVEMBER_9)).isEmpty();
        assertThat(upTo(told(6, "2025-09-30", "2025-10-31"), NOVEMBER_9)).isPresent();
    }

    @Test
    void is_read_back_as_it_was_written() {
        Rolls rolls = told(20, "2025-09-30", "2025-10-31");
        Rolls read = Rolls.of(new org.besik.query.viewstore.Document("rolls/school", java.util.Map.of(), rolls.body()));
        assertThat(read).isEqualTo(rolls);
        assertThat(rolls.without(List.of(rolls.rolls().last())).rolls())
                .isEqualTo(new TreeSet<>(List.of(rolls.rolls().first())));
    }
}
