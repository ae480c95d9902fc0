package org.besik.events;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Birthdays and ages. A child born on 29 February has its birthday on 1 March of a year without that day. */
public final class Ages {

    /** From this birthday on a child is of age. */
    public static final int MAJORITY = 18;

    private Ages() {}

    /** The day on which a child completes so many years. */
    public static LocalDate birthday(LocalDate birthDate, int years) {
        LocalDate day = birthDate.plusYears(years);
        return day.getDayOfMonth() == birthDate.getDayOfMonth() ? day : day.plusDays(1);
    }

    /** Completed months; negative before birth. */
    public static int months(LocalDate birthDate, LocalDate asOf) {
        return (int) ChronoUnit.MONTHS.between(birthDate, asOf);
    }

    /** Completed years. */
    public static int years(LocalDate birthDate, LocalDate asOf) {
        return months(birthDate, asOf) / 12;
    }
}
