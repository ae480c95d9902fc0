package org.besik.query.feeds;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.besik.events.schooling.AttendanceReported;
import org.besik.query.records.PresentMonth;
import org.besik.query.viewstore.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which months an agency told of, on which days, and of how many children. Whoever tells of many children by the month tells
 * nothing of any of them in between; until its next month is there, their silence is its own. Counts are only ever added to,
 * so order of arrival does not matter.
 */
final class Rolls {

    /** More than one child's year at one school comes to; from so many on it is the agency that tells by the month. */
    static final int MANY = 12;

    private static final int MONTHS = 12;

    /** When nothing is told of a whole class, it is not the children who are gone. */
    private static final int CLASS = 20;

    /** A roll that lacks so many of those on the rolls before, and so great a share, is still coming in. */
    private static final int LACKING = 3;

    private static final double LACKING_SHARE = 0.1;
    private static final int ROLLS_BEFORE = 3;

    /**
     * With the school year many leave for good: a third of those in a kindergarten, which is open in the summer, and one year of
     * eleven of a school.
     */
    private static final int SEPTEMBER = 8;

    private static final int JUNE = 5;
    private static final double STAYING_IN_KINDERGARTEN = 2.0 / 3;
    private static final double STAYING_AT_SCHOOL = 10.0 / 11;

    private final TreeMap<Roll, Integer> children;

    private Rolls(SortedMap<Roll, Integer> children) {
        this.children = new TreeMap<>(children);
    }

    private static int number(YearMonth month) {
        return month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    /**
     * Some child's month was told on a day.
     *
     * @param month counted from the year 0
     * @param day epoch day
     */
    record Roll(int month, int day) implements Comparable<Roll> {

        static Roll of(AttendanceReported event, LocalDate occurredOn) {
            return new Roll(number(event.month()), Math.toIntExact(occurredOn.toEpochDay()));
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
        var children = new TreeMap<Roll, Integer>();
        if (document == null) {
            return new Rolls(children);
        }
        var body = ByteBuffer.wrap(document.body());
        while (body.hasRemaining()) {
            children.put(new Roll(body.getInt(), body.getInt()), body.getInt());
        }
        return new Rolls(children);
    }

    byte[] body() {
        var body = ByteBuffer.allocate(Integer.BYTES * 3 * children.size());
        children.forEach(
                (roll, count) -> body.putInt(roll.month()).putInt(roll.day()).putInt(count));
        return body.array();
    }

    /** Adds a child's month. */
    void add(Roll roll) {
        children.merge(roll, 1, Integer::sum);
    }

    /** As they were without some of their children. */
    Rolls without(Map<Roll, Integer> later) {
        var rest = new Rolls(children);
        later.forEach((roll, count) ->
                rest.children.computeIfPresent(roll, (same, all) -> all > count ? Integer.valueOf(all - count) : null));
        return rest;
    }

    /**
     * What has been told of all children at once.
     *
     * @param upTo the last day of which it was
     * @param ofAClass whether they were a class at least
     * @param isEarly whether the last of it is a month that need not be there yet
     */
    record Told(int upTo, boolean ofAClass, boolean isEarly) {}

    /**
     * Up to which day it has told of all its children, for whoever asks on a day; null if it does not tell by the month, or
     * has told of no whole month. After a line was down, months come in pieces: one is whole when it has nearly as many
     * children as any of the rolls before it.
     *
     * @param counted only what had happened by then
     * @param first the month with which the school year began, if it is over and need not be there yet: it is whole as soon as
     *     it has as many children as any roll of the year before, but for two, and for a tenth of them; null: there is none
     */
    @Nullable
    Told told(LocalDate on, int counted, @Nullable YearMonth first) {
        if (children.values().stream().mapToInt(Integer::intValue).sum() < MANY) {
            return null;
        }
        int early = first == null ? -1 : number(first);
        var counts = new TreeMap<Integer, Integer>();
        var upTo = new TreeMap<Integer, Integer>();
        children.forEach((roll, count) -> {
            if (roll.day() <= counted && (roll.isWhole(on) || roll.month() == early)) {
                counts.merge(roll.month(), count, Integer::sum);
                upTo.merge(roll.month(), roll.upTo(), Math::max);
            }
        });
        var before = new ArrayDeque<Integer>();
        Told whole = null;
        for (var month : counts.entrySet()) {
            boolean isNewYear = Math.floorMod(month.getKey(), MONTHS) == SEPTEMBER;
            if (isNewYear) {
                Integer last = counts.lowerKey(month.getKey());
                boolean isOpenInSummer = last != null && last > month.getKey() - SEPTEMBER + JUNE;
                double share = isOpenInSummer ? STAYING_IN_KINDERGARTEN : STAYING_AT_SCHOOL;
                List<Integer> staying =
                        before.stream().map(count -> (int) (count * share)).toList();
                before.clear();
                before.addAll(staying);
            }
            int most = most(before);
            int lacking = most - month.getValue();
            boolean isEarly = month.getKey() == early;
            int full = isEarly ? most(counts.subMap(early - MONTHS, early).values()) : 0;
            int lackingEarly = full - month.getValue();
            boolean isWhole = isEarly
                    ? full > 0 && lackingEarly < LACKING && lackingEarly <= LACKING_SHARE * full
                    : lacking < LACKING || lacking < LACKING_SHARE * most;
            if (isWhole) {
                int day = upTo.getOrDefault(month.getKey(), 0);
                whole = new Told(whole == null ? day : Math.max(day, whole.upTo()), month.getValue() >= CLASS, isEarly);
                if (isNewYear) {
                    before.clear();
                }
            }
            before.addLast(month.getValue());
            if (before.size() > ROLLS_BEFORE) {
                before.removeFirst();
            }
        }
        return whole;
    }

    private static int most(Collection<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
