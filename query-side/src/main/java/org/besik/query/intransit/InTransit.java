package org.besik.query.intransit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.intake.Views;
import org.besik.query.spells.Spells;
import org.besik.query.spells.SpellsCursor;
import org.besik.query.viewstore.Document;
import org.jspecify.annotations.Nullable;

/** Answers: which children are on their way out of, or into, my regions on a day, and for how long? */
public final class InTransit {

    private final Views views;

    public InTransit(Views views) {
        this.views = views;
    }

    /** Seen from the region that is left, or from the one that is to be reached. */
    public enum Direction {
        LEAVING(MovesUnderWay.FROM),
        COMING(MovesUnderWay.TO);

        private final String party;

        Direction(String party) {
            this.party = party;
        }
    }

    /** A page of moves; {@code cursor} leads to the next one, null: there is none. */
    public record Page(List<MoveUnderWay> items, @Nullable String cursor) {}

    /**
     * The moves of a day, the longest under way first. Who the child is stands there only for those who may read it.
     *
     * @param region empty: all of the caller's
     * @throws org.besik.query.access.NotAllowed if the caller may not list children, or not those of that region
     */
    public Page page(
            Caller caller,
            Direction direction,
            Optional<String> region,
            LocalDate day,
            int limit,
            @Nullable String cursor) {
        List<String> regions = Access.listed(caller, region);
        List<Document> rows = MovesUnderWay.SPELLS.on(
                views.store(),
                day,
                regions.isEmpty() ? null : new Spells.In(direction.party, regions),
                cursor == null ? null : SpellsCursor.read(cursor),
                limit + 1);
        List<Document> shown = rows.subList(0, Math.min(limit, rows.size()));
        List<MoveUnderWay> moves =
                shown.stream().map(row -> MovesUnderWay.read(row.body())).toList();
        var readable = ChildCards.readable(
                        views.store(),
                        caller,
                        moves.stream().map(MoveUnderWay::childId).toList())
                .keySet();
        List<MoveUnderWay> items = moves.stream()
                .map(move -> readable.contains(move.childId()) ? move : move.nameless())
                .toList();
        return new Page(items, rows.size() > limit ? SpellsCursor.write(shown.getLast()) : null);
    }

    /**
     * How many children were on their way out of the caller's regions on a day.
     *
     * @throws org.besik.query.access.NotAllowed if the caller may not see figures
     */
    public long leaving(Caller caller, LocalDate day) {
        List<String> regions = Access.summarised(caller, Optional.empty());
        return views.figure(MovesUnderWay.FIGURE, day, regions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
