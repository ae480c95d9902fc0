package org.besik.query.intransit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.query.records.ChildState;
import org.besik.query.records.Move;
import org.besik.query.spells.SpellProjection;
import org.besik.query.spells.Spells;

/** Answers: who is on the way, from where to where, on any day? One spell for each declared move, arrived ones too. */
public final class MovesUnderWay extends SpellProjection {

    static final String FROM = "from_region";
    static final String TO = "to_region";
    static final Spells SPELLS = new Spells("in_transit", List.of(FROM, TO));

    /** Children on the way by day, of the region they leave; {@code key} is where they go. */
    static final String FIGURE = "transit";

    /** Needs nothing but the records. */
    public MovesUnderWay() {
        super("in_transit", SPELLS, FIGURE);
    }

    @Override
    protected List<Spell> spells(ChildState state) {
        var spells = new ArrayList<Spell>();
        for (Move move : state.moves()) {
            LocalDate ended = move.endedOn();
            var row = new MoveUnderWay(
                    state.id().value(),
                    move.from().region(),
                    move.from().district(),
                    move.to().region(),
                    move.to().district(),
                    move.agency().value(),
                    move.declaredOn(),
                    move.expectedBy());
            spells.add(new Spell(
                    state.id() + "/" + spells.size(),
                    Map.of(FROM, row.from(), TO, row.to()),
                    move.declaredOn(),
                    ended == null ? state.majorityOn() : ended,
                    ended != null,
                    row.from(),
                    row.to(),
                    row));
        }
        return spells;
    }

    static MoveUnderWay read(byte[] body) {
        return read(body, MoveUnderWay.class);
    }
}
