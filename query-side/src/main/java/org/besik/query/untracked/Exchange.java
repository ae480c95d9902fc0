package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.besik.events.Ages;
import org.besik.events.ChildId;
import org.besik.query.feeds.Silences;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * What an answer shows in another way than the views have it: some listings go, others come in their place. So a question
 * need not change what is stored.
 *
 * @param levels of the listings that are asked for
 * @param explained by silent agencies; of the records that differ it says nothing
 * @param difference the records that differ for whoever knew less
 */
record Exchange(
        LocalDate day, List<String> levels, Silences silences, Explained explained, Hindsight.Difference difference) {

    /**
     * A listing without the reasons that silent agencies explain; or that of a child which is missing from a roll.
     *
     * @param gone as the views list it; null: they do not
     */
    record Shown(
            Stored stored, Set<Reason> without, @Nullable Stored gone) {

        /** Whether it stays on the list, for another reason, or comes on it. */
        boolean isListed() {
            return !stored.reasons(without).isEmpty();
        }
    }

    /**
     * What is shown instead of a listing of a day; null: it is shown as it is, or not asked for.
     *
     * @param levels that are asked for
     */
    static @Nullable Shown instead(Stored listing, LocalDate day, List<String> levels, Silences silences) {
        Stored gone = isAt(levels, listing) ? listing : null;
        Stored missing = listing.ifMissing(day, silences::hasToldEarly);
        if (missing != null && isAt(levels, missing)) {
            Set<Reason> explained = explained(missing, day, silences);
            if (!explained.contains(Reason.SILENT)) {
                return new Shown(missing, explained, gone);
            }
        }
        Set<Reason> explained = gone == null ? Set.of() : explained(listing, day, silences);
        return explained.isEmpty() ? null : new Shown(listing, explained, gone);
    }

    /**
     * Each listing of some regions that goes and each that comes, and perhaps others; one all of whose reasons are explained
     * comes, and is on no list.
     *
     * @param regions empty: all
     * @param gone as the views list it
     */
    void each(ViewStore store, Collection<String> regions, Consumer<Stored> gone, Consumer<Shown> come) {
        explained.each(store, regions, shown -> {
            if (!isDifferent(shown.stored())) {
                if (shown.gone() != null) {
                    gone.accept(shown.gone());
                }
                come.accept(shown);
            }
        });
        for (OnADay now : difference.now().values()) {
            Stored listed = now.listed();
            if (listed != null && isAt(levels, listed)) {
                gone.accept(listed);
            }
        }
        known(come);
    }

    /** Those of them that come and are on the list. */
    List<Shown> come(Collection<String> regions) {
        var come = new ArrayList<Shown>();
        explained
                .held(regions)
                .filter(shown -> shown.isListed() && !isDifferent(shown.stored()))
                .forEach(come::add);
        known(come::add);
        come.removeIf(shown -> !shown.isListed());
        return come;
    }

    private void known(Consumer<Shown> come) {
        for (OnADay then : difference.then()) {
            Stored listed = then.listed();
            if (listed != null) {
                Shown instead = instead(listed, day, levels, silences);
                if (instead != null) {
                    come.accept(instead);
                } else if (isAt(levels, listed)) {
                    come.accept(new Shown(listed, Set.of(), listed));
                }
            }
        }
    }

    boolean isGone(Stored listed) {
        return isDifferent(listed) || explained.isAnother(listed);
    }

    private boolean isDifferent(Stored listed) {
        return !difference.now().isEmpty() && difference.now().containsKey(new ChildId(listed.childId()));
    }

    private static boolean isAt(List<String> levels, Stored listed) {
        return levels.contains(listed.text(UntrackedProjection.LEVEL));
    }

    /** The reasons of a listing that silent agencies explain on a day. */
    static Set<Reason> explained(Stored stored, LocalDate day, Silences silences) {
        var explained = EnumSet.noneOf(Reason.class);
        List<String> expected = stored.expected();
        if (!expected.isEmpty() && silent(stored, day, silences).size() == expected.size()) {
            explained.add(Reason.SILENT);
        }
        String elsewhere = stored.text(UntrackedProjection.ELSEWHERE);
        if (elsewhere != null && silences.stale().contains(elsewhere)) {
            explained.add(Reason.SINGLE_SOURCE);
        }
        return explained;
    }

    /** Those of the agencies that should have told of a child that were silent themselves, while that explains anything. */
    private static List<String> silent(Stored stored, LocalDate day, Silences silences) {
        if (stored.number(UntrackedProjection.EXPLAINED_UNTIL) < day.toEpochDay()) {
            return List.of();
        }
        return IntStream.range(0, stored.expected().size())
                .filter(at -> isSilent(at, stored, day, silences))
                .mapToObj(at -> stored.expected().get(at))
                .toList();
    }

    private static boolean isSilent(int at, Stored stored, LocalDate day, Silences silences) {
        for (UntrackedItem.Why why : stored.reasons(Set.of())) {
            if (why.reason() == Reason.SILENT) {
                String agency = stored.expected().get(at);
                return isLost(agency, stored, why, day, silences)
                        || (!day.isAfter(why.dueOn().plusDays(Timeline.AWAITED_DAYS))
                                && isWaitedFor(at, agency, stored, why, day, silences));
            }
        }
        return false;
    }

    private static boolean isWaitedFor(
            int at, String agency, Stored stored, UntrackedItem.Why why, LocalDate day, Silences silences) {
        boolean isLong = day.isAfter(why.dueOn().plusDays(Timeline.EXPLAINED_DAYS));
        int dueOn = Clocks.day(why.dueOn());
        boolean wasSilent = isLong
                ? silences.isDown(agency, dueOn)
                : silences.wasSilent(agency, Clocks.day(why.since()), dueOn, Clocks.day(day));
        return wasSilent
                || (at < stored.rolls().size()
                        && isAwaited(stored, stored.rolls().get(at), why.dueOn(), day, silences, isLong));
    }

    /**
     * Whether an agency was silent when the yearly visit was due that is missed of a child: then nothing was missed, and who is
     * seen once a year is due when the next is late.
     */
    private static boolean isLost(
            String agency, Stored stored, UntrackedItem.Why why, LocalDate day, Silences silences) {
        LocalDate birthDate = stored.birthDate();
        if (birthDate == null || stored.missedFrom() == 0 || !stored.rolls().isEmpty()) {
            return false;
        }
        int age = Ages.years(birthDate, why.dueOn());
        LocalDate next = Ages.birthday(birthDate, age + 1).plusDays(Timeline.AROUND_BIRTHDAY);
        int last = Clocks.day(Ages.birthday(birthDate, age)) + Timeline.AROUND_BIRTHDAY;
        return !day.isAfter(next)
                && silences.wasSilentWithin(agency, stored.missedFrom(), Math.min(last, Clocks.day(why.dueOn())));
    }

    /** Whether an institution has not yet told of the days on which the child is missed, or tells of it in another way. */
    private static boolean isAwaited(
            Stored stored, String roll, LocalDate dueOn, LocalDate day, Silences silences, boolean aClass) {
        return silences.isAwaited(roll, stored.missedFrom(), Clocks.day(dueOn), aClass)
                || (Clocks.day(day) < stored.nextVisit() && silences.tellsByTheMonth(roll));
    }

    /** The silent agencies that an item shows. */
    static List<String> shown(Stored stored, LocalDate day, Silences silences) {
        var shown = new TreeSet<>(silences.among(stored.expectedOn(day)));
        shown.addAll(silent(stored, day, silences));
        return List.copyOf(shown);
    }
}
