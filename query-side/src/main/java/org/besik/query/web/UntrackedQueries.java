package org.besik.query.web;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;

/** What the pages ask about untracked children; the same answers as {@code /v1/untracked} and its summary. */
public interface UntrackedQueries {

    /**
     * A page of the list, in the filter's order.
     *
     * @param cursor from the page before; null: the first page
     * @throws org.besik.query.access.NotAllowed if the caller may not ask for this list
     */
    Listed list(Caller caller, Filter filter, int limit, @Nullable String cursor);

    /**
     * How many children the list has on all its pages.
     *
     * @throws org.besik.query.access.NotAllowed if the caller may not ask for this list
     */
    long total(Caller caller, Filter filter);

    /**
     * How many children are untracked, by one dimension.
     *
     * @throws org.besik.query.access.NotAllowed if the caller may not see figures
     */
    default Summary summary(Caller caller, Dimension by, LocalDate asOf) {
        return summary(caller, by, Optional.empty(), asOf);
    }

    /**
     * As {@link #summary(Caller, Dimension, LocalDate)}, of one region.
     *
     * @param region empty: all that the caller may see
     */
    Summary summary(Caller caller, Dimension by, Optional<String> region, LocalDate asOf);

    /**
     * How many children were untracked on each of some days.
     *
     * @throws org.besik.query.access.NotAllowed if the caller may not see figures
     */
    SortedMap<LocalDate, Long> totals(Caller caller, Collection<LocalDate> days);

    /** By what figures are broken down. */
    enum Dimension {
        REGION,
        REASON,
        AGE,
        DISTRICT
    }

    /** What comes first; ties by child. */
    enum Sort {
        LONGEST_OVERDUE,
        MOST_SEVERE,
        YOUNGEST
    }

    /**
     * Which children. Null members do not restrict.
     *
     * @param ageFrom completed years, inclusive
     * @param ageTo completed years, inclusive
     * @param newSince only those who came on the list on this day or later
     */
    record Filter(
            @Nullable String region,
            @Nullable String district,
            @Nullable String reason,
            @Nullable Integer ageFrom,
            @Nullable Integer ageTo,
            @Nullable String category,
            @Nullable String severity,
            @Nullable LocalDate newSince,
            Sort sort,
            LocalDate asOf) {

        /** Everybody on a day, the longest overdue first. */
        static Filter on(LocalDate asOf) {
            return new Filter(null, null, null, null, null, null, null, null, Sort.LONGEST_OVERDUE, asOf);
        }

        /** Only those who came on the list on a day or later. */
        Filter newSince(LocalDate day) {
            return new Filter(region, district, reason, ageFrom, ageTo, category, severity, day, sort, asOf);
        }
    }

    /**
     * A page of the list.
     *
     * @param total how many children fit the filter
     * @param cursor leads to the next page; null: there is none
     */
    record Listed(
            LocalDate asOf,
            long total,
            List<Row> items,
            @Nullable String cursor) {}

    /**
     * A child on the list.
     *
     * @param lastSeen day of the last contact; null: never
     * @param lastAgency who had it; null: nobody
     * @param ageMonths completed months; null: birth date not known
     * @param staleFeeds agencies whose own silence may be the cause
     */
    record Row(
            String childId,
            List<Reason> reasons,
            int daysOverdue,
            String severity,
            @Nullable LocalDate lastSeen,
            @Nullable String lastAgency,
            String region,
            @Nullable String district,
            @Nullable Integer ageMonths,
            List<String> staleFeeds) {}

    /** Why a child is on the list. */
    record Reason(String reason, LocalDate since, LocalDate dueOn) {}

    /** Figures by one dimension, and altogether: a child with two reasons counts once there. */
    record Summary(LocalDate asOf, List<Figure> rows, Figure total) {}

    /**
     * One figure.
     *
     * @param key region, reason, completed years or district
     * @param untracked children on the list
     * @param open records that could be on it
     * @param rate share of the open ones that are untracked, 0 to 1
     */
    record Figure(String key, long untracked, long open, double rate) {}
}
