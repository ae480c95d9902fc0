package org.besik.query.intake;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.besik.query.intake.Counters.Year;
import org.besik.query.intake.Views.RegionKey;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * The figures that were asked for last. Dashboards ask for the same ones again and again, and each batch changes few of
 * them by a little: that is added to what is kept, so that nobody counts anew while facts stream in.
 */
final class Figures {

    /** A dashboard asks for five figures of its day and of two days before; a series has a number for each of its days. */
    private static final int MOST = 64;

    private record OnADay(String figure, LocalDate day) {}

    private record OverDays(String figure, LocalDate from, LocalDate upTo, Set<String> regions) {}

    /** What holds when the views are at a position. */
    private record At<T>(long position, T what) {}

    private final ViewStore views;
    private final Map<OnADay, At<Map<RegionKey, Long>>> days = latest();
    private final Map<OverDays, At<long[]>> series = latest();

    /** How often all was forgotten: what was counted before is not kept after. */
    private int forgotten;

    Figures(ViewStore views) {
        this.views = views;
    }

    private static <K, V> Map<K, V> latest() {
        return new LinkedHashMap<>(MOST, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** As {@link Counters#figure}. */
    Map<RegionKey, Long> onADay(String figure, LocalDate day, Collection<String> regions) {
        Map<RegionKey, Long> all =
                kept(days, new OnADay(figure, day), () -> Counters.figure(views, figure, day, Set.of()));
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
    long[] overDays(String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        var asked = new OverDays(figure, from, upTo, Set.copyOf(regions));
        return kept(series, asked, () -> Counters.series(views, figure, from, upTo, regions))
                .clone();
    }

    private <K, T> T kept(Map<K, At<T>> all, K asked, Supplier<T> count) {
        long position;
        int before;
        synchronized (this) {
            position = views.position();
            before = forgotten;
            At<T> kept = all.get(asked);
            if (kept != null && kept.position() == position) {
                return kept.what();
            }
        }
        T counted = LiveViews.undisturbed(() -> views, store -> count.get());
        synchronized (this) {
            // Before everything is there for the first time the position does not tell one state from the next
            if (position > 0 && position == views.position() && before == forgotten) {
                all.put(asked, new At<>(position, counted));
            }
        }
        return counted;
    }

    /**
     * A batch was written.
     *
     * @param was the position before it
     * @param changes by how much it changed each figure, by year
     */
    synchronized void goOn(long was, Map<Year, Steps> changes) {
        long is = views.position();
        goOn(days, was, is, (asked, before) -> add(asked, before, changes));
        goOn(series, was, is, (asked, before) -> add(asked, before, changes));
    }

    /** What was counted in the moment since the batch counts it already. */
    private static <K, T> void goOn(Map<K, At<T>> all, long was, long is, BiFunction<K, T, T> change) {
        all.values().removeIf(kept -> kept.position() != was && kept.position() != is);
        all.replaceAll((asked, kept) -> kept.position() == is ? kept : new At<>(is, change.apply(asked, kept.what())));
    }

    private static Map<RegionKey, Long> add(OnADay asked, Map<RegionKey, Long> before, Map<Year, Steps> changes) {
        int year = asked.day().getYear();
        var after = new HashMap<>(before);
        for (var change : changes.entrySet()) {
            Year of = change.getKey();
            if (!of.figure().equals(asked.figure()) || of.year() > year) {
                continue;
            }
            Steps steps = change.getValue();
            long by = of.year() < year ? steps.sum() : steps.sumUpTo(asked.day().getDayOfYear());
            if (by != 0) {
                after.merge(new RegionKey(of.region(), of.key()), by, Figures::sum);
            }
        }
        return after;
    }

    /** Zeros are left out. */
    private static @Nullable Long sum(Long one, Long other) {
        return one + other == 0 ? null : one + other;
    }

    private static long[] add(OverDays asked, long[] before, Map<Year, Steps> changes) {
        long[] after = before.clone();
        for (var change : changes.entrySet()) {
            Year of = change.getKey();
            boolean isAsked = of.figure().equals(asked.figure())
                    && of.year() <= asked.upTo().getYear()
                    && (asked.regions().isEmpty() || asked.regions().contains(of.region()));
            if (!isAsked) {
                continue;
            }
            LocalDate newYearsEve = LocalDate.ofYearDay(of.year(), 1).minusDays(1);
            change.getValue().forEach((day, by) -> {
                long from = Math.max(0, ChronoUnit.DAYS.between(asked.from(), newYearsEve.plusDays(day)));
                for (int i = Math.toIntExact(Math.min(from, after.length)); i < after.length; i++) {
                    after[i] += by;
                }
            });
        }
        return after;
    }

    /** Something else was written than a batch. */
    synchronized void forget() {
        forgotten++;
        days.clear();
        series.clear();
    }
}
