package org.besik.query.feeds;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.besik.events.schooling.AttendanceReported;
import org.besik.query.records.PresentMonth;
import org.besik.query.viewstore.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which months an agency told of, and on which days. Whoever tells of many children by the month tells nothing of any of them
 * in between; until its next month is there, their silence is its own.
 *
 * @param told how many reports of a child's month there were, counted up to {@link #MANY}
 */
record Rolls(int told, SortedSet<Roll> rolls) {

    /** More than one child's year at one school comes to; from so many on it is the agency that tells by the month. */
    static final int MANY = 12;

    private static final int MONTHS = 12;

    /**
     * Some child's month was told on a day.
     *
     * @param month counted from the year 0
     * @param day epoch day
     */
    record Roll(int month, int day) implements Comparable<Roll> {

        static Roll of(AttendanceReported event, LocalDate occurredOn) {
            return new Roll(
                    event.month().getYear() * MONTHS + event.month().getMonthValue() - 1,
                    Math.toIntExact(occurredOn.toEpochDay()));
        }

        private YearMonth yearMonth() {
            return YearMonth.of(Math.floorDiv(month, MONTHS), Math.floorMod(month, MONTHS) + 1);
        }

        /** The last day of which it can tell. */
        int upTo() {
            return Math.toIntExact(Math.min(day, yearMonth().atEndOfMonth().toEpochDay()));
        }

        /** Whether all that the agency has to tell of that month should be there on a day. */
        boolean isWhole(LocalDate on) {
            return !on.isBefore(PresentMonth.reportDue(yearMonth()));
        }

        @Override
        public int compareTo(Roll other) {
            return month != other.month ? Integer.compare(month, other.month) : Integer.compare(day, other.day);
        }
    }

    static Rolls of(@Nullable Document document) {
        if (document == null) {
            return new Rolls(0, new TreeSet<>());
        }
        var body = ByteBuffer.wrap(document.body());
        int told = body.getInt();
        var rolls = new TreeSet<Roll>();
        while (body.hasRemaining()) {
            rolls.add(new Roll(body.getInt(), body.getInt()));
        }
        return new Rolls(told, rolls);
    }

    byte[] body() {
        var body = ByteBuffer.allocate(Integer.BYTES * (1 + 2 * rolls.size())).putInt(told);
        rolls.forEach(roll -> body.putInt(roll.month()).putInt(roll.day()));
        return body.array();
    }

    /** Goes on with one more; not a copy, of which a year of a school would make thousands. */
    Rolls with(Roll roll) {
        rolls.add(roll);
        return told == MANY ? this : new Rolls(told + 1, rolls);
    }

    Rolls without(Collection<Roll> later) {
        var rest = new TreeSet<>(rolls);
        rest.removeAll(later);
        return new Rolls(told, rest);
    }

    /**
     * Up to which day it has told of all its children, for whoever asks on a day; empty if it does not tell by the month, or
     * has told of no whole month.
     *
     * @param counted only what had happened by then
     */
    OptionalInt toldUpTo(LocalDate on, int counted) {
        if (told < MANY) {
            return OptionalInt.empty();
        }
        return rolls.stream()
                .filter(roll -> roll.day() <= counted && roll.isWhole(on))
                .mapToInt(Roll::upTo)
                .max();
    }

    /** The same by agency, where there is any. */
    static Map<String, Integer> toldUpTo(Map<String, Rolls> byAgency, LocalDate on, int counted) {
        var told = new HashMap<String, Integer>();
        byAgency.forEach((agency, rolls) -> rolls.toldUpTo(on, counted).ifPresent(day -> told.put(agency, day)));
        return told;
    }
}
