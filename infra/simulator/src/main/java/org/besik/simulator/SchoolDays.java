package org.besik.simulator;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * When there is school: 1 September to 25 May, Monday to Friday, without 26 October to 1 November, 29 December to 7 January,
 * 19 to 29 March and the public holidays. Read from the law on its own, not from Besik's file, so that a mistake there shows.
 */
final class SchoolDays {

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(1, 2),
            MonthDay.of(1, 7),
            MonthDay.of(3, 8),
            MonthDay.of(3, 21),
            MonthDay.of(3, 22),
            MonthDay.of(3, 23),
            MonthDay.of(5, 1),
            MonthDay.of(5, 7),
            MonthDay.of(5, 9),
            MonthDay.of(12, 16));

    private static final int FIRST = Days.of(1990, 1, 1);
    private static final int LAST = Days.of(2071, 1, 1);

    /** How many school days there were up to a day, that day included. */
    private static final int[] UP_TO = new int[LAST - FIRST + 1];

    static {
        int count = 0;
        for (int day = FIRST; day <= LAST; day++) {
            count += decided(Days.date(day)) ? 1 : 0;
            UP_TO[day - FIRST] = count;
        }
    }

    private SchoolDays() {}

    private static boolean decided(LocalDate date) {
        var day = MonthDay.from(date);
        boolean weekend = Days.isWeekend(Days.of(date));
        boolean summer = day.isAfter(MonthDay.of(5, 25)) && day.isBefore(MonthDay.of(9, 1));
        boolean autumn = !day.isBefore(MonthDay.of(10, 26)) && !day.isAfter(MonthDay.of(11, 1));
        boolean winter = !day.isBefore(MonthDay.of(12, 29)) || !day.isAfter(MonthDay.of(1, 7));
        boolean spring = !day.isBefore(MonthDay.of(3, 19)) && !day.isAfter(MonthDay.of(3, 29));
        return !(weekend || summer || autumn || winter || spring || isHoliday(date, day));
    }

    private static boolean isHoliday(LocalDate date, MonthDay day) {
        int year = date.getYear();
        if (day.equals(MonthDay.of(5, 7))) {
            return year >= 2013;
        }
        if (day.equals(MonthDay.of(10, 25))) {
            return year <= 2008 || year >= 2022;
        }
        if (day.equals(MonthDay.of(12, 1))) {
            return year >= 2012 && year <= 2021;
        }
        if (day.equals(MonthDay.of(12, 17))) {
            return year <= 2021;
        }
        return HOLIDAYS.contains(day);
    }

    static boolean isSchoolDay(int day) {
        return between(day - 1, day) == 1;
    }

    /** School days after one day, up to and with another. */
    static int between(int after, int upTo) {
        return upTo <= after ? 0 : UP_TO[upTo - FIRST] - UP_TO[after - FIRST];
    }
}
