package org.besik.query.untracked;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Blocks of days by which past stretches are kept, so that those of any day are found by equality and one range in each of
 * a few blocks: months, quarters, years, and eight years at a time. A stretch is cut at a block's ends and put into the
 * largest blocks of which it takes up a sixth at least; what it leaves over goes into smaller ones. So a life of years is
 * a few rows, and who asks for a day passes over few rows that ended before it or begin after it. What ended of late stands
 * in months, though it filled half a year: there it is in nobody's way who asks for today.
 */
final class Blocks {

    private static final int YEARS = 8;
    private static final int LEAST_PART = 6;

    private Blocks() {}

    /** Each within one of the next, whose ends are ends of its own. */
    private enum Length {
        MONTH {
            @Override
            LocalDate start(LocalDate day) {
                return day.withDayOfMonth(1);
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusMonths(1);
            }

            @Override
            String name(LocalDate start) {
                return YearMonth.from(start).toString();
            }
        },
        QUARTER {
            @Override
            LocalDate start(LocalDate day) {
                return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusMonths(3);
            }

            @Override
            String name(LocalDate start) {
                return Year.from(start) + "-Q" + (start.getMonthValue() / 3 + 1);
            }
        },
        YEAR {
            @Override
            LocalDate start(LocalDate day) {
                return day.withDayOfYear(1);
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusYears(1);
            }

            @Override
            String name(LocalDate start) {
                return Year.from(start).toString();
            }
        },
        YEARS_TOGETHER {
            @Override
            LocalDate start(LocalDate day) {
                return LocalDate.of(Math.floorDiv(day.getYear(), YEARS) * YEARS, 1, 1);
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusYears(YEARS);
            }

            @Override
            String name(LocalDate start) {
                return Year.from(start) + "+" + YEARS;
            }
        };

        private static final List<Length> LONGEST_FIRST = List.of(YEARS_TOGETHER, YEAR, QUARTER, MONTH);

        /** The first day of the block that holds a day. */
        abstract LocalDate start(LocalDate day);

        /** The first day of the block after the one that starts on a day. */
        abstract LocalDate next(LocalDate start);

        abstract String name(LocalDate start);
    }

    /** Days of a stretch, and the block that they are kept by. */
    record Piece(String block, Span days) {}

    /** The blocks that hold a day. */
    static List<String> of(LocalDate day) {
        return Arrays.stream(Length.values())
                .map(length -> length.name(length.start(day)))
                .toList();
    }

    /**
     * The pieces in which a past stretch is kept, in order.
     *
     * @param last the last day that belongs to the past; of the longer blocks, those that hold it are not used
     */
    static List<Piece> pieces(Span stretch, int last) {
        var pieces = new ArrayList<Piece>();
        add(0, stretch, last, pieces);
        return pieces;
    }

    private static void add(int depth, Span span, int last, List<Piece> into) {
        Length length = Length.LONGEST_FIRST.get(depth);
        int from = span.from();
        while (from < span.until()) {
            LocalDate start = length.start(Clocks.date(from));
            var block = new Span(Clocks.day(start), Clocks.day(length.next(start)));
            var part = new Span(from, Math.min(block.until(), span.until()));
            if (length == Length.MONTH || (!holds(block, last) && days(part) * LEAST_PART >= days(block))) {
                into.add(new Piece(length.name(start), part));
            } else {
                add(depth + 1, part, last, into);
            }
            from = part.until();
        }
    }

    /** From this day on, stretches are cut into other pieces once the past has another last day. */
    static int cutAnewFrom(int last, int lastNow) {
        for (Length length : Length.LONGEST_FIRST) {
            LocalDate before = length.start(Clocks.date(last));
            LocalDate now = length.start(Clocks.date(lastNow));
            if (length != Length.MONTH && !before.equals(now)) {
                return Clocks.day(before.isBefore(now) ? before : now);
            }
        }
        return Span.FOREVER;
    }

    private static boolean holds(Span block, int day) {
        return block.from() <= day && day < block.until();
    }

    private static int days(Span span) {
        return span.until() - span.from();
    }
}
