package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which children, on which day, in which order. Null members do not restrict.
 *
 * @param regions those the caller may see and asked for; empty: all
 * @param reason only children listed for it
 * @param feedStale only children whose silence a stale feed explains, who are on no other list
 * @param ageFrom completed years, inclusive
 * @param ageTo completed years, inclusive
 * @param service of the last contact
 * @param newSince only children who came on the list on this day or later; null: all
 * @param warnings whether children who are only warned about are listed too
 * @param limit 1 to 1,000
 * @param cursor from the page before; null: the first page
 * @param sealed whether children whose records are sealed are shown
 */
public record UntrackedRequest(
        List<String> regions,
        @Nullable String district,
        @Nullable Reason reason,
        boolean feedStale,
        @Nullable Integer ageFrom,
        @Nullable Integer ageTo,
        @Nullable String service,
        @Nullable String category,
        @Nullable Severity severity,
        @Nullable LocalDate newSince,
        boolean warnings,
        LocalDate asOf,
        Order order,
        int limit,
        @Nullable String cursor,
        boolean sealed) {

    /** However long they have been on the list; without those whose records are sealed. */
    public UntrackedRequest(
            List<String> regions,
            @Nullable String district,
            @Nullable Reason reason,
            boolean feedStale,
            @Nullable Integer ageFrom,
            @Nullable Integer ageTo,
            @Nullable String service,
            @Nullable String category,
            @Nullable Severity severity,
            boolean warnings,
            LocalDate asOf,
            Order order,
            int limit,
            @Nullable String cursor) {
        this(
                regions, district, reason, feedStale, ageFrom, ageTo, service, category, severity, null, warnings, asOf,
                order, limit, cursor, false);
    }

    /** The largest page. */
    public static final int MAX_LIMIT = 1_000;

    /** The page unless told otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** What comes first; ties by child id, ascending. */
    public enum Order {
        /** {@code -daysOverdue}. */
        LONGEST_OVERDUE,
        /** {@code -severity}. */
        MOST_SEVERE,
        /** {@code ageMonths}; unknown ages last. */
        YOUNGEST
    }

    /** Everybody on a day, in the default order and the largest pages. */
    static UntrackedRequest everybody(LocalDate asOf) {
        return on(asOf, List.of()).page(MAX_LIMIT, null, true);
    }

    /** The same question, of somebody who may read sealed records or not. */
    UntrackedRequest sealed(boolean shown) {
        return page(limit, cursor, shown);
    }

    /** The page after the one that ended with this cursor; null: the first. */
    UntrackedRequest after(@Nullable String last) {
        return page(limit, last, sealed);
    }

    private UntrackedRequest page(int most, @Nullable String last, boolean shown) {
        return new UntrackedRequest(
                regions, district, reason, feedStale, ageFrom, ageTo, service, category, severity, newSince, warnings,
                asOf, order, most, last, shown);
    }

    /** Everything on a day, in the default order. */
    public static UntrackedRequest on(LocalDate asOf, List<String> regions) {
        return new UntrackedRequest(
                regions,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                asOf,
                Order.LONGEST_OVERDUE,
                DEFAULT_LIMIT,
                null);
    }
}
