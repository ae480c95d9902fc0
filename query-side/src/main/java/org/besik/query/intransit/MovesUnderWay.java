package org.besik.query.intransit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.Move;
import org.besik.query.spells.Spells;
import org.besik.query.viewstore.Table;
import tools.jackson.databind.json.JsonMapper;

/** Answers: who is on the way, from where to where, on any day? One spell for each declared move, arrived ones too. */
public final class MovesUnderWay implements Projection {

    static final String FROM = "from_region";
    static final String TO = "to_region";
    static final Spells SPELLS = new Spells("in_transit", List.of(FROM, TO));

    /** Children on the way by day, of the region they leave; {@code key} is where they go. */
    static final String FIGURE = "transit";

    static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "in_transit";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Table> tables() {
        return List.of(SPELLS.table());
    }

    @Override
    public Fold begin(ChildState state) {
        return () -> folded(state);
    }

    private static Folded folded(ChildState state) {
        List<Move> moves = state.moves();
        if (moves.isEmpty()) {
            return NOTHING;
        }
        var documents = new ArrayList<TableDocument>();
        var counts = new ArrayList<Count>();
        int number = 0;
        for (Move move : moves) {
            LocalDate ended = move.endedOn();
            LocalDate until = ended == null ? state.majorityOn() : ended;
            var row = new MoveUnderWay(
                    state.id().value(),
                    move.from().region(),
                    move.from().district(),
                    move.to().region(),
                    move.to().district(),
                    move.agency().value(),
                    move.declaredOn(),
                    move.expectedBy());
            documents.addAll(SPELLS.documents(
                    state.id() + "/" + number++,
                    Map.of(FROM, row.from(), TO, row.to()),
                    move.declaredOn(),
                    until,
                    ended != null,
                    JSON.writeValueAsBytes(row)));
            counts.addAll(Spells.counts(FIGURE, row.from(), row.to(), move.declaredOn(), until));
        }
        return new Folded(documents, counts);
    }
}
