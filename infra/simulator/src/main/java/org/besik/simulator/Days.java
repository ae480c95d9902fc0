package org.besik.simulator;

import java.time.LocalDate;
import java.time.YearMonth;

/** Calendar sums on epoch days. */
final class Days {

    /** Later than anything that happens. */
    static final int NEVER = 1_000_000;

    private Days() {}

    static int of(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    static int of(int year, int month, int day) {
        return of(LocalDate.of(year, month, day));
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    static int year(int day) {
        return date(day).getYear();
    }

    static YearMonth month(int day) {
        return YearMonth.from(date(day));
    }

    static int first(YearMonth month) {
        return of(month.atDay(1));
    }

    static int last(YearMonth month) {
        return of(month.atEndOfMonth());
    }

    /** The n-th birthday; 1 March for those born on 29 February, where there is no such day. */
    static int birthday(int born, int years) {
        LocalDate birth = date(born);
        LocalDate day = birth.plusYears(years);
        return of(day.getDayOfMonth() == birth.getDayOfMonth() ? day : day.plusDays(1));
    }

    static boolean isWeekend(int day) {
        // 1 January 1970 was a Thursday
        return Math.floorMod(day + 3, 7) >= 5;
    }
}
