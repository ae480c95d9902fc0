package org.besik.query.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.besik.events.rules.DayCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolCalendarTest {

    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();

    @ParameterizedTest
    @CsvSource({
        "2025-09-01, true", // Monday, first day
        "2024-09-01, false", // Sunday
        "2025-08-29, false",
        "2026-05-25, true", // last day
        "2026-05-26, false",
        "2025-10-24, true",
        "2025-10-27, false", // autumn break
        "2025-10-31, false",
        "2025-11-03, true",
        "2025-12-26, true",
        "2025-12-29, false", // winter break
        "2026-01-07, false",
        "2026-01-08, true",
        "2026-03-18, true",
        "2026-03-19, false", // spring break
        "2026-03-27, false",
        "2026-03-30, true",
        "2023-03-08, false", // Women's Day, a Wednesday
        "2026-05-01, false",
        "2026-05-07, false",
        "2025-12-16, false",
        "2021-12-01, false", // First President's Day, until 2021
        "2022-12-01, true",
    })
    void schools_teach_on(LocalDate day, boolean teaches) {
        assertThat(CALENDAR.isSchoolDay(day)).isEqualTo(teaches);
    }

    @Test
    void the_first_school_day_is_counted_strictly_after_the_start() {
        int monday = day("2025-09-01");
        assertThat(CALENDAR.after(monday, 1, DayCount.SCHOOL_DAYS)).isEqualTo(day("2025-09-02"));
        assertThat(CALENDAR.after(monday, 20, DayCount.SCHOOL_DAYS)).isEqualTo(day("2025-09-29"));
    }

    @Test
    void working_days_leave_out_weekends_and_public_holidays() {
        assertThat(CALENDAR.after(day("2026-03-05"), 1, DayCount.WORKING_DAYS)).isEqualTo(day("2026-03-06"));
        assertThat(CALENDAR.after(day("2026-04-30"), 1, DayCount.WORKING_DAYS)).isEqualTo(day("2026-05-04"));
    }

    @Property
    void the_nth_day_after_a_day_has_n_days_between(
            @ForAll @IntRange(min = 12_000, max = 20_000) int day,
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll DayCount unit) {
        assertThat(CALENDAR.between(day, CALENDAR.after(day, n, unit), unit)).isEqualTo(n);
        assertThat(CALENDAR.between(day, CALENDAR.after(day, n, unit) - 1, unit))
                .isEqualTo(n - 1);
    }

    @Test
    void a_file_that_is_no_calendar_is_refused_with_what_is_missing() {
        assertThatThrownBy(() -> load("{\"version\": \"x\"}")).hasMessageContaining("breaks");
        assertThatThrownBy(() -> load("{\"version\": \"x\", \"from\": \"2026-01-01\", \"to\": \"2025-01-01\","
                        + "\"weekdays\": [\"MONDAY\"], \"year\": {\"starts\": \"09-01\", \"ends\": \"05-25\"},"
                        + "\"breaks\": [], \"publicHolidays\": []}"))
                .hasMessageContaining("from must be before to");
    }

    private static void load(String json) throws Exception {
        SchoolCalendar.load(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }
}
