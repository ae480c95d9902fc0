package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.rules.RuleBook;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.jspecify.annotations.Nullable;

/**
 * One record on one day, folded when asked: the same as the views say, without the rest of its life.
 *
 * @param open where it is open; null: it is not
 * @param listed what lists or warns of it; null: nothing
 */
record OnADay(Timeline.@Nullable Presence open, @Nullable Stored listed) {

    private static final OnADay NOWHERE = new OnADay(null, null);

    /**
     * What the facts that had happened by a day say of it.
     *
     * @param sealed whether the record is sealed now, whatever it was then
     */
    static OnADay of(RecordFacts facts, LocalDate asOf, SchoolCalendar calendar, RuleBook rules, boolean sealed) {
        var state = ChildState.asOf(facts, asOf);
        return state.isEmpty() ? NOWHERE : of(state, asOf, calendar, rules, sealed);
    }

    /** The same of a state folded up to that day. */
    static OnADay of(ChildState state, LocalDate asOf, SchoolCalendar calendar, RuleBook rules) {
        return of(state, asOf, calendar, rules, state.isSealed());
    }

    private static OnADay of(
            ChildState state, LocalDate asOf, SchoolCalendar calendar, RuleBook rules, boolean sealed) {
        int day = Clocks.day(asOf);
        var timeline = new Timeline(state, calendar, rules);
        timeline.passTo(asOf);
        timeline = timeline.toTheEnd();
        Timeline.Presence open = on(day, timeline.presence(), Timeline.Presence::days);
        Listing listing = on(day, timeline.listings(), Listing::days);
        return new OnADay(
                open, listing == null ? null : Stored.of(UntrackedProjection.document(state.id(), listing, sealed)));
    }

    private static <T> @Nullable T on(int day, List<T> stretches, java.util.function.Function<T, Span> days) {
        for (T stretch : stretches) {
            Span span = days.apply(stretch);
            if (span.from() <= day && day < span.until()) {
                return stretch;
            }
        }
        return null;
    }
}
