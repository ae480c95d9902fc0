package org.besik.query.duplicates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.besik.query.records.Suspicion;
import org.besik.query.records.Suspicion.Absence;
import org.besik.query.records.Suspicion.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the child from day to day, and of which others an officer said that they are somebody else.
 *
 * @param ids every id that leads to it
 * @param versions ascending by day; each holds until the next
 * @param seen where the child was seen, while nobody has registered it; ascending
 * @param places where it goes to kindergarten or school, likewise
 * @param gone when it was dead or abroad; ascending
 */
record TraitsOnFile(
        List<String> ids,
        List<Rejected> rejected,
        List<Version> versions,
        List<Sighting> seen,
        List<Suspicion.Place> places,
        List<Absence> gone) {

    /**
     * An officer's word.
     *
     * @param other any id of the other record
     */
    record Rejected(String other, LocalDate from) {}

    /** @param traits null: from that day on it is not compared (sealed, erased) */
    record Version(LocalDate from, @Nullable Traits traits) {}

    /** The traits on a day; null: none yet, or not to be compared. */
    @Nullable
    Traits on(LocalDate day) {
        Traits traits = null;
        for (Version version : versions) {
            if (!version.from().isAfter(day)) {
                traits = version.traits();
            }
        }
        return traits;
    }

    /** What it can be found by, ever. */
    Set<String> keys() {
        var keys = new TreeSet<String>();
        for (Version version : versions) {
            if (version.traits() != null) {
                keys.addAll(BlockKeys.of(version.traits()));
            }
        }
        return keys;
    }

    /** When two records look like one child; ascending. It says the same either way, and not yet who was seen. */
    static List<Suspicion> suspected(TraitsOnFile one, TraitsOnFile other, Weights weights) {
        var days = new TreeSet<LocalDate>();
        one.versions.forEach(version -> days.add(version.from()));
        other.versions.forEach(version -> days.add(version.from()));
        LocalDate rejected = earliest(one.rejection(other), other.rejection(one));
        if (rejected != null) {
            days.add(rejected);
        }
        var found = new ArrayList<Suspicion>();
        LocalDate since = null;
        for (LocalDate day : days) {
            boolean holds =
                    (rejected == null || day.isBefore(rejected)) && areAlike(one.on(day), other.on(day), weights);
            if (holds && since == null) {
                since = day;
            } else if (!holds && since != null) {
                found.add(new Suspicion(since, day));
                since = null;
            }
        }
        if (since != null) {
            found.add(new Suspicion(since, null));
        }
        return found;
    }

    private static boolean areAlike(@Nullable Traits one, @Nullable Traits other, Weights weights) {
        return one != null && other != null && Likeness.of(one, other, weights).isSuggested(weights);
    }

    private @Nullable LocalDate rejection(TraitsOnFile other) {
        Set<String> theirs = new HashSet<>(other.ids);
        return rejected.stream()
                .filter(word -> theirs.contains(word.other()))
                .map(Rejected::from)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static @Nullable LocalDate earliest(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** The days on which any of several records is suspected, without overlaps. */
    static List<Suspicion> together(List<Suspicion> all) {
        var sorted = new ArrayList<>(all);
        Collections.sort(sorted, Comparator.comparing(Suspicion::from));
        var joined = new ArrayList<Suspicion>();
        for (Suspicion next : sorted) {
            Suspicion last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || (last.until() != null && next.from().isAfter(last.until()))) {
                joined.add(next);
            } else {
                joined.set(
                        joined.size() - 1,
                        new Suspicion(
                                last.from(),
                                later(last.until(), next.until()),
                                both(
                                        last.seen(),
                                        next.seen(),
                                        Comparator.comparing(Sighting::day).thenComparing(Sighting::region)),
                                both(
                                        last.places(),
                                        next.places(),
                                        Comparator.comparing(Suspicion.Place::from)
                                                .thenComparing(Suspicion.Place::region)),
                                bothGone(last.gone(), next.gone())));
            }
        }
        return List.copyOf(joined);
    }

    private static <T> List<T> both(List<T> one, List<T> other, Comparator<T> order) {
        return Stream.concat(one.stream(), other.stream())
                .distinct()
                .sorted(order)
                .toList();
    }

    /** While one of them may still be met, so may whoever looks like both. */
    private static List<Absence> bothGone(List<Absence> one, List<Absence> other) {
        var both = new ArrayList<Absence>();
        for (Absence a : one) {
            for (Absence b : other) {
                LocalDate from = a.from().isAfter(b.from()) ? a.from() : b.from();
                LocalDate until = earliest(a.until(), b.until());
                if (until == null || from.isBefore(until)) {
                    both.add(new Absence(from, until));
                }
            }
        }
        return both;
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isAfter(other) ? one : other;
    }
}
