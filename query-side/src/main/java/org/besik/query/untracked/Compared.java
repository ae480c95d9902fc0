package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.besik.events.Ages;
import org.besik.events.rules.RuleBook;
import org.besik.query.feeds.Silences;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.jspecify.annotations.Nullable;

/**
 * What lists an open record on a day by some rules, and would by others. What stale feeds explain lists nobody, by either.
 *
 * @param age completed years, or {@code unknown}
 * @param now the reasons by the first rules; empty: it is not on the list
 * @param then the reasons by the others
 * @param sealed whether the record is sealed now: it is counted, but not named
 */
public record Compared(String childId, String region, String age, Set<Reason> now, Set<Reason> then, boolean sealed) {

    /** Compares a record; empty if it is not open on the day. */
    public static Optional<Compared> of(
            RecordFacts facts, LocalDate day, SchoolCalendar calendar, RuleBook now, RuleBook then, Silences silences) {
        var state = ChildState.asOf(facts, day);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        OnADay first = OnADay.of(state, day, calendar, now);
        Timeline.Presence open = first.open();
        if (open == null) {
            return Optional.empty();
        }
        LocalDate birthDate = open.birthDate();
        return Optional.of(new Compared(
                facts.id().value(),
                open.region(),
                birthDate == null
                        ? UntrackedProjection.UNKNOWN
                        : Integer.toString(Math.max(0, Ages.years(birthDate, day))),
                reasons(first.listed(), day, silences),
                reasons(OnADay.of(state, day, calendar, then).listed(), day, silences),
                ChildState.asOf(facts, LocalDate.MAX).isSealed()));
    }

    private static Set<Reason> reasons(@Nullable Stored listed, LocalDate day, Silences silences) {
        if (listed == null) {
            return Set.of();
        }
        var reasons = EnumSet.noneOf(Reason.class);
        Exchange.Shown instead = Exchange.instead(listed, day, UntrackedProjection.FLAGGED, silences);
        (instead == null ? listed : instead.stored()).flags().forEach(why -> reasons.add(why.reason()));
        reasons.removeAll(instead == null ? Set.of() : instead.without());
        return Collections.unmodifiableSet(reasons);
    }

    /** Whether the others would list it and the first do not. */
    public boolean isNew() {
        return now.isEmpty() && !then.isEmpty();
    }

    /** Whether the first list it and the others would not. */
    public boolean isGone() {
        return !now.isEmpty() && then.isEmpty();
    }
}
