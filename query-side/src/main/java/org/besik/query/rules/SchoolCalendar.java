package org.besik.query.rules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.events.rules.DayCount;
import org.jspecify.annotations.Nullable;

/**
 * Which days schools teach and offices work. Loaded from a dated data file and laid out once as running counts, so that
 * "the N-th school day strictly after a day" is two array look-ups. Days are epoch days.
 */
public final class SchoolCalendar {

    private static final int LONG_HOLIDAY = 31;

    private final String version;
    private final int first;
    private final boolean[] holiday;
    private final Count school;
    private final Count working;

    /** Running counts of the days that count. */
    private record Count(int[] upTo, int[] days) {

        static Count of(int first, boolean[] counts) {
            int[] upTo = new int[counts.length];
            int[] days = new int[counts.length];
            int n = 0;
            for (int i = 0; i < counts.length; i++) {
                if (counts[i]) {
                    days[n++] = first + i;
                }
                upTo[i] = n;
            }
            return new Count(upTo, Arrays.copyOf(days, n));
        }
    }

    private record Data(
            String version,
            LocalDate from,
            LocalDate to,
            Set<DayOfWeek> weekdays,
            Span year,
            List<Span> breaks,
            List<Holiday> publicHolidays) {

        /** The file is data from outside: what Jackson leaves null is missing there. */
        boolean isComplete() {
            return Stream.of(version, from, to, weekdays, year, breaks, publicHolidays)
                    .allMatch(Objects::nonNull);
        }
    }

    private record Span(
            @JsonFormat(pattern = "MM-dd") MonthDay starts,
            @JsonFormat(pattern = "MM-dd") MonthDay ends) {

        boolean contains(MonthDay day) {
            boolean afterStart = !day.isBefore(starts);
            boolean beforeEnd = !day.isAfter(ends);
            return starts.isAfter(ends) ? afterStart || beforeEnd : afterStart && beforeEnd;
        }
    }

    private record Holiday(
            @JsonFormat(pattern = "MM-dd") MonthDay day,
            @JsonProperty("since") @Nullable Integer since,
            @JsonProperty("until") @Nullable Integer until) {

        boolean isIn(int year) {
            return (since == null || year >= since) && (until == null || year <= until);
        }
    }

    private SchoolCalendar(Data data) {
        this.version = data.version();
        this.first = Math.toIntExact(data.from().toEpochDay());
        int length = Math.toIntExact(data.to().toEpochDay()) - first + 1;
        boolean[] teaches = new boolean[length];
        boolean[] works = new boolean[length];
        this.holiday = new boolean[length];
        Map<MonthDay, List<Holiday>> holidays =
                data.publicHolidays().stream().collect(Collectors.groupingBy(Holiday::day));
        for (int i = 0; i < length; i++) {
            LocalDate day = LocalDate.ofEpochDay(first + (long) i);
            MonthDay on = MonthDay.of(day.getMonthValue(), day.getDayOfMonth());
            boolean publicHoliday =
                    holidays.getOrDefault(on, List.of()).stream().anyMatch(h -> h.isIn(day.getYear()));
            boolean term = data.year().contains(on) && data.breaks().stream().noneMatch(pause -> pause.contains(on));
            works[i] = !publicHoliday
                    && day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            teaches[i] = term && !publicHoliday && data.weekdays().contains(day.getDayOfWeek());
            holiday[i] = !term;
        }
        this.school = Count.of(first, teaches);
        this.working = Count.of(first, works);
    }

    /** The calendar that comes with Besik. */
    public static SchoolCalendar standard() {
        try (InputStream file = SchoolCalendar.class.getResourceAsStream("/rules/school-calendar.json")) {
            if (file == null) {
                throw new IllegalStateException("the school calendar is missing");
            }
            return load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads and checks a calendar file.
     *
     * @throws IllegalArgumentException if it is no calendar: it says which member is wrong
     */
    public static SchoolCalendar load(InputStream file) throws IOException {
        Data data;
        try {
            data = JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file, Data.class);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("school calendar: " + wrong.getOriginalMessage(), wrong);
        }
        if (!data.isComplete()) {
            throw new IllegalArgumentException(
                    "school calendar: needs version, from, to, weekdays, year, breaks and publicHolidays");
        }
        if (!data.from().isBefore(data.to())) {
            throw new IllegalArgumentException("school calendar: from must be before to");
        }
        if (data.weekdays().isEmpty()) {
            throw new IllegalArgumentException("school calendar: weekdays must not be empty");
        }
        var calendar = new SchoolCalendar(data);
        if (calendar.school.days().length == 0) {
            throw new IllegalArgumentException("school calendar: there is no school day in it");
        }
        return calendar;
    }

    public String version() {
        return version;
    }

    /** The N-th day strictly after a day; for SCHOOL_DAYS and WORKING_DAYS the N-th one that counts. N = 0 is the day itself. */
    public int after(int day, int n, DayCount unit) {
        if (n == 0) {
            return day;
        }
        return switch (unit) {
            case DAYS -> day + n;
            case SCHOOL_DAYS -> after(school, day, n);
            case WORKING_DAYS -> after(working, day, n);
        };
    }

    private int after(Count count, int day, int n) {
        int nth = upTo(count, day) + n;
        if (nth > count.days().length) {
            // Beyond the calendar nothing ever comes due; a longer file is needed by then.
            return Integer.MAX_VALUE / 2;
        }
        return count.days()[nth - 1];
    }

    /** How many days that count lie strictly after one day, up to and with another. */
    public int between(int after, int upTo, DayCount unit) {
        return switch (unit) {
            case DAYS -> upTo - after;
            case SCHOOL_DAYS -> upTo(school, upTo) - upTo(school, after);
            case WORKING_DAYS -> upTo(working, upTo) - upTo(working, after);
        };
    }

    /** Whether a day is the first school day after a holiday of more than a month. */
    public boolean endsLongHoliday(int day) {
        return after(day - LONG_HOLIDAY - 1, 1, DayCount.SCHOOL_DAYS) == day;
    }

    /** Whether schools are on holiday for longer than a weekend: outside the school year or in a break. */
    public boolean isSchoolHoliday(int day) {
        int i = day - first;
        return i >= 0 && i < holiday.length && holiday[i];
    }

    /** Whether schools teach on the day. */
    public boolean isSchoolDay(LocalDate day) {
        return between(Math.toIntExact(day.toEpochDay()) - 1, Math.toIntExact(day.toEpochDay()), DayCount.SCHOOL_DAYS)
                == 1;
    }

    private int upTo(Count count, int day) {
        int i = day - first;
        if (i < 0) {
            return 0;
        }
        return count.upTo()[Math.min(i, count.upTo().length - 1)];
    }
}
