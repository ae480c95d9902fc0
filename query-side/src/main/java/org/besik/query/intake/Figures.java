package org.besik.query.intake;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.besik.query.intake.Counters.Year;
import org.besik.query.intake.Views.RegionKey;

/** Figures as dashboards ask for them, again and again: counted once, and each batch adds what it changes. */
final class Figures {

    /** A figure of a nation has some hundreds of keys. */
    private static final int WEIGHT = 20;

    private Figures() {}

    private record OnADay(String figure, LocalDate day) {}

    private record OverDays(String figure, LocalDate from, LocalDate upTo, Set<String> regions) {}

    /** As {@link Counters#figure}. */
    static Map<RegionKey, Long> onADay(LiveViews views, String figure, LocalDate day, Collection<String> regions) {
        var asked = new OnADay(figure, day);
        Map<RegionKey, Long> all = views.remembered(
                asked,
                () -> views.undisturbed(store -> Counters.figure(store, figure, day, Set.of())),
                any -> WEIGHT,
                (before, batch) -> after(asked, before, batch));
        if (regions.isEmpty()) {
            return Collections.unmodifiableMap(all);
        }
        var some = new HashMap<RegionKey, Long>();
        all.forEach((key, n) -> {
            if (regions.contains(key.region())) {
                some.put(key, n);
            }
        });
        return some;
    }

    /** As {@link Counters#series}. */
    static long[] overDays(LiveViews views, String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        var asked = new OverDays(figure, from, upTo, Set.copyOf(regions));
        return views.remembered(
                        asked,
                        () -> views.undisturbed(store -> Counters.series(store, figure, from, upTo, regions)),
                        any -> WEIGHT,
                        (before, batch) -> after(asked, before, batch))
                .clone();
    }

    private static Map<RegionKey, Long> after(OnADay asked, Map<RegionKey, Long> before, WrittenBatch batch) {
        int year = asked.day().getYear();
        var after = new HashMap<>(before);
        batch.figures().forEach((of, steps) -> {
            if (of.figure().equals(asked.figure()) && of.year() <= year) {
                long by = of.year() < year
                        ? steps.sum()
                        : steps.sumUpTo(asked.day().getDayOfYear());
                after.merge(new RegionKey(of.region(), of.key()), by, Long::sum);
            }
        });
        after.values().removeIf(n -> n == 0);
        return after;
    }

    private static long[] after(OverDays asked, long[] before, WrittenBatch batch) {
        long[] after = before.clone();
        batch.figures().forEach((of, steps) -> {
            if (isAsked(asked, of)) {
                LocalDate newYearsEve = LocalDate.ofYearDay(of.year(), 1).minusDays(1);
                steps.forEach((day, by) -> {
                    long from = Math.max(0, ChronoUnit.DAYS.between(asked.from(), newYearsEve.plusDays(day)));
                    for (int i = Math.toIntExact(Math.min(from, after.length)); i < after.length; i++) {
                        after[i] += by;
                    }
                });
            }
        });
        return after;
    }

    private static boolean isAsked(OverDays asked, Year of) {
        return of.figure().equals(asked.figure())
                && of.year() <= asked.upTo().getYear()
                && (asked.regions().isEmpty() || asked.regions().contains(of.region()));
    }
}
