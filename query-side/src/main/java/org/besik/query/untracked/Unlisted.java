package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.query.feeds.Silences;
import org.besik.query.intake.WrittenBatch;
import org.besik.query.untracked.Untracked.By;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.untracked.UntrackedItem.Why;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * By how much the figures of a day differ from those of the views, because some listings are shown in another way: small,
 * however many they are.
 */
record Unlisted(LocalDate day, List<String> levels, Silences silences, Map<Figure, Difference> byFigure) {

    private static final Difference NONE = new Difference(0, 0);

    /** What is counted under a key in a region. */
    record Figure(String region, By by, String key) {}

    /** @param unrated those who count in no rate: see {@link Reason#countsAlone()}; by reason it is not told */
    record Difference(long untracked, long unrated) {

        Difference plus(Difference that) {
            return new Difference(untracked + that.untracked, unrated + that.unrated);
        }
    }

    /** Goes through an exchange once. */
    static Unlisted of(ViewStore store, Exchange exchange) {
        var byFigure = new HashMap<Figure, Difference>();
        LocalDate day = exchange.day();
        exchange.each(
                store,
                List.of(),
                gone -> count(gone, Set.of(), day, -1, byFigure),
                come -> count(come.stored(), come.without(), day, 1, byFigure));
        return new Unlisted(day, exchange.levels(), exchange.silences(), byFigure);
    }

    private static void count(
            Stored listing, Set<Reason> without, LocalDate day, int times, Map<Figure, Difference> into) {
        List<Why> reasons = listing.reasons(without);
        if (reasons.isEmpty()) {
            return;
        }
        String region = Untracked.region(listing);
        boolean isRated = reasons.stream().anyMatch(why -> why.reason().countsAlone());
        reasons.forEach(why -> add(region, By.REASON, why.reason().name(), new Difference(times, 0), into));
        for (By by : List.of(By.REGION, By.AGE, By.DISTRICT)) {
            add(region, by, Untracked.key(by, listing, day), new Difference(times, isRated ? 0 : times), into);
        }
    }

    private static void add(String region, By by, String key, Difference more, Map<Figure, Difference> into) {
        into.compute(new Figure(region, by, key), (figure, was) -> {
            Difference is = was == null ? more : was.plus(more);
            return is.equals(NONE) ? null : is;
        });
    }

    /** About so many kilobytes. */
    int weight() {
        return Explained.weight(silences) + byFigure.size() / 8;
    }

    /**
     * By key.
     *
     * @param regions empty: all
     */
    Map<String, Difference> by(By by, Collection<String> regions) {
        var byKey = new HashMap<String, Difference>();
        byFigure.forEach((figure, difference) -> {
            if (figure.by() == by && (regions.isEmpty() || regions.contains(figure.region()))) {
                byKey.merge(figure.key(), difference, Difference::plus);
            }
        });
        return byKey;
    }

    /** @param regions empty: all */
    Difference in(Collection<String> regions) {
        return by(By.REGION, regions).values().stream().reduce(NONE, Difference::plus);
    }

    /** The same after a batch; null: agencies may be silent that were not, or the other way round. */
    @Nullable
    Unlisted after(WrittenBatch batch) {
        if (!silences.standAfter(batch)) {
            return null;
        }
        var after = new HashMap<>(byFigure);
        for (Change change : UntrackedProjection.changes(batch).toList()) {
            switch (change) {
                case Change.Upsert upsert -> {
                    count(upsert.old(), -1, after);
                    count(upsert.document(), 1, after);
                }
                case Change.Delete delete -> count(delete.old(), -1, after);
            }
        }
        return new Unlisted(day, levels, silences, after);
    }

    private void count(@Nullable Document document, int times, Map<Figure, Difference> into) {
        Exchange.Shown shown = document != null && Explained.isOf(document, day, levels, silences)
                ? Exchange.instead(Stored.of(document), day, levels, silences)
                : null;
        if (shown != null) {
            if (shown.gone() != null) {
                count(shown.gone(), Set.of(), day, -times, into);
            }
            count(shown.stored(), shown.without(), day, times, into);
        }
    }
}
