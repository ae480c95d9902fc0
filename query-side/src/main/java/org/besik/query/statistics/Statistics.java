package org.besik.query.statistics;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotFound;
import org.besik.query.intake.Views;
import org.jspecify.annotations.Nullable;

/** Answers: what does a figure come to over a period? From the counts by day, never from children. */
public final class Statistics {

    private static final List<Indicator> INDICATORS = List.of(new FlagToLocated(), new FalseFlagRate());

    private final Views views;

    public Statistics(Views views) {
        this.views = views;
    }

    /** What can be grouped by. */
    public enum By {
        REGION,
        REASON;

        /**
         * From an address; null if nothing is named.
         *
         * @throws BadQuestion if it is none of these
         */
        public static @Nullable By of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            for (By one : values()) {
                if (one.word().equals(text)) {
                    return one;
                }
            }
            throw new BadQuestion("by", "One of region, reason.");
        }

        /** As it stands in addresses and answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which days are counted.
     *
     * @param from the first day
     * @param to the last day
     * @param asOf what had happened by the end of this day counts
     */
    public record Period(LocalDate from, LocalDate to, LocalDate asOf) {

        /** The year up to {@code asOf}, unless told otherwise. */
        public static Period of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate asOf) {
            LocalDate until = to == null ? asOf : to;
            return new Period(from == null ? until.minusYears(1).plusDays(1) : from, until, asOf);
        }

        /** Whether it has a day. */
        public boolean isForward() {
            return !from.isAfter(to);
        }
    }

    /** One figure that can be asked for. */
    public record Entry(String indicator, String version, String definition, String unit, List<String> by) {}

    /**
     * A figure over a period.
     *
     * @param from the first day counted
     * @param to the last day counted
     * @param asOf what had happened by the end of this day counts
     * @param by what the rows are grouped by; null: there are none
     * @param value null: nothing was counted
     * @param p90 the ninetieth percentile, where the value is a median; else null
     */
    public record Figure(
            String indicator,
            String version,
            String definition,
            String unit,
            LocalDate from,
            LocalDate to,
            LocalDate asOf,
            @Nullable String by,
            @Nullable Double value,
            @Nullable Double p90,
            long numerator,
            long denominator,
            List<Row> rows) {}

    /** A part of a figure. */
    public record Row(
            String key, @Nullable Double value, @Nullable Double p90, long numerator, long denominator) {}

    /** Everything that can be asked for. */
    public List<Entry> catalogue(Caller caller) {
        Access.summarised(caller, Optional.empty());
        return INDICATORS.stream()
                .map(one -> new Entry(
                        one.id(),
                        one.version(),
                        one.definition(),
                        one.unit(),
                        Arrays.stream(By.values()).map(By::word).toList()))
                .toList();
    }

    /**
     * One figure.
     *
     * @param region empty: all that the caller may see
     * @throws NotFound if there is no such figure
     * @throws org.besik.query.access.NotAllowed if the caller may not see figures, or not those of that region
     */
    public Figure figure(Caller caller, String id, Optional<String> region, @Nullable By by, Period period) {
        List<String> regions = Access.summarised(caller, region);
        Indicator indicator = INDICATORS.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (!period.isForward()) {
            throw new BadQuestion("from", "The period begins after its end.");
        }
        var all = new HashMap<String, Long>();
        var grouped = new TreeMap<String, Map<String, Long>>();
        LocalDate last = period.to().isAfter(period.asOf()) ? period.asOf() : period.to();
        counted(indicator, regions, period.from(), last).forEach((where, n) -> {
            all.merge(where.key(), n, Long::sum);
            if (by != null) {
                String group = by == By.REGION ? where.region() : indicator.reason(where.key());
                grouped.computeIfAbsent(group, g -> new HashMap<>()).merge(where.key(), n, Long::sum);
            }
        });
        Indicator.Value value = indicator.of(all);
        List<Row> rows = grouped.entrySet().stream()
                .map(group -> {
                    Indicator.Value part = indicator.of(group.getValue());
                    return new Row(group.getKey(), part.value(), part.p90(), part.numerator(), part.denominator());
                })
                .toList();
        return new Figure(
                indicator.id(),
                indicator.version(),
                indicator.definition(),
                indicator.unit(),
                period.from(),
                period.to(),
                period.asOf(),
                by == null ? null : by.word(),
                value.value(),
                value.p90(),
                value.numerator(),
                value.denominator(),
                rows);
    }

    private Map<Views.RegionKey, Long> counted(
            Indicator indicator, List<String> regions, LocalDate from, LocalDate to) {
        var counted = new HashMap<>(views.figure(indicator.figure(), to, regions));
        views.figure(indicator.figure(), from.minusDays(1), regions)
                .forEach((where, n) -> counted.merge(where, -n, Long::sum));
        counted.values().removeIf(n -> n == 0);
        return counted;
    }
}
