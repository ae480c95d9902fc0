package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.besik.events.Ages;
import org.besik.events.rules.Band;
import org.besik.events.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a child's age changes what the rules ask, worked out once per birth date. Epoch days; with an unknown
 * birth date no band of ages ever begins.
 *
 * @param firstBirthday until then the child is an infant
 * @param schoolFrom the first 1 September on which the child is six
 * @param bandFrom per band of silence, the first day on which the child is old enough
 * @param bandUntil per band of silence, the first day on which it is too old
 */
record Ageing(
        @Nullable LocalDate birthDate,
        RuleSet rules,
        int firstBirthday,
        int schoolFrom,
        int[] bandFrom,
        int[] bandUntil) {

    private static final int ALWAYS = -Span.FOREVER;

    static Ageing of(@Nullable LocalDate birthDate, RuleSet rules) {
        List<Band> bands = rules.silent();
        int[] from = new int[bands.size()];
        int[] until = new int[bands.size()];
        for (int i = 0; i < from.length; i++) {
            Band band = bands.get(i);
            if (band.forEveryAge()) {
                from[i] = ALWAYS;
                until[i] = Span.FOREVER;
            } else if (birthDate == null) {
                from[i] = Span.FOREVER;
                until[i] = Span.FOREVER;
            } else {
                from[i] = Clocks.day(band.starts(birthDate));
                until[i] = band.toYears() == null ? Span.FOREVER : Clocks.day(Ages.birthday(birthDate, band.toYears()));
            }
        }
        return new Ageing(
                birthDate,
                rules,
                birthDate == null ? ALWAYS : Clocks.day(Ages.birthday(birthDate, 1)),
                birthDate == null ? Span.FOREVER : schoolFrom(birthDate),
                from,
                until);
    }

    private static int schoolFrom(LocalDate birthDate) {
        LocalDate six = Ages.birthday(birthDate, 6);
        LocalDate september = LocalDate.of(six.getYear(), 9, 1);
        return Clocks.day(six.isAfter(september) ? september.plusYears(1) : september);
    }

    /** The fewest days after which any band warns or flags. */
    int shortestWindow(boolean warning) {
        int shortest = Span.FOREVER;
        for (Band band : rules.silent()) {
            shortest = Math.min(shortest, warning ? band.warn() : band.flag());
        }
        return shortest;
    }

    /** Whether this is what {@link #of} would say. A book gives the same object for the same place and version. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(@Nullable LocalDate otherBirthDate, RuleSet otherRules) {
        return rules == otherRules && Objects.equals(birthDate, otherBirthDate);
    }
}
