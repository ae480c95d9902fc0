package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.rules.RuleBook;
import org.besik.events.schooling.Level;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.junit.jupiter.api.Test;

class StretchesTest {

    static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    static final RuleBook RULES = RuleBook.standard();
    static final RecordFacts ADA = Facts.ada()
            .from("registry", "KZ-71")
            .born("2020-01-01")
            .from("clinic", "KZ-71")
            .seen("2020-01-20")
            .seen("2020-09-01")
            .relocates("2021-02-01", "KZ-71", "KZ-75", "2021-02-10")
            .from("school", "KZ-75")
            .arrives("2021-06-01", "KZ-75")
            .enrolled("2023-09-01", Level.PRESCHOOL, "2023-09-01")
            .record();

    @Test
    void the_stretches_say_of_every_day_what_the_list_says_of_it() {
        LocalDate last = LocalDate.of(2024, 6, 1);
        List<Standing.Stretch> stretches = Standing.until(ADA, last, CALENDAR, RULES);

        assertThat(stretches).hasSizeGreaterThan(2);
        for (LocalDate day = LocalDate.of(2020, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate on = day;
            var said = stretches.stream()
                    .filter(stretch -> !on.isBefore(stretch.from()) && on.isBefore(stretch.until()))
                    .flatMap(stretch -> stretch.reasons().stream())
                    .toList();
            var listed = Standing.on(ADA, on, CALENDAR, RULES).reasons().stream()
                    .map(Standing.Why::reason)
                    .toList();
            assertThat(said).as(on.toString()).isEqualTo(listed);
        }
    }

    @Test
    void nothing_is_said_of_the_days_to_come() {
        LocalDate last = LocalDate.of(2021, 4, 1);

        assertThat(Standing.until(ADA, last, CALENDAR, RULES))
                .isNotEmpty()
                .allSatisfy(stretch -> assertThat(stretch.until()).isBeforeOrEqualTo(last.plusDays(1)));
    }
}
