package org.besik.query.contradictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.besik.events.EventId;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.Contradiction;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import tools.jackson.databind.json.JsonMapper;

/** Answers: which facts exclude each other? One document per contradiction, of open and of closed records. */
public final class Contradictions implements Projection {

    static final String REGION = "region";
    /** The first day on which it is listed. */
    static final String DUE_ON = "due_on";

    /** The contradiction's own id; one that an officer settled has nothing else. */
    static final String CONTRADICTION = "contradiction";

    static final Table TABLE = new Table(
            "contradiction",
            List.of(
                    new Table.Field(REGION, Table.Type.TEXT),
                    new Table.Field(DUE_ON, Table.Type.TEXT),
                    new Table.Field(CONTRADICTION, Table.Type.TEXT)),
            List.of(List.of("-" + DUE_ON), List.of(REGION, "-" + DUE_ON), List.of(CONTRADICTION)));

    static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "contradictions";
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public Fold begin(ChildState state) {
        return () -> folded(state);
    }

    private static Folded folded(ChildState state) {
        List<Contradiction> contradictions = state.contradictions();
        if (contradictions.isEmpty() && state.resolvedContradictions().isEmpty()) {
            return NOTHING;
        }
        var documents = new ArrayList<TableDocument>();
        for (String resolved : new TreeSet<>(state.resolvedContradictions())) {
            documents.add(new TableDocument(
                    TABLE,
                    new Document(state.id() + "/" + documents.size(), Map.of(CONTRADICTION, resolved), new byte[0])));
        }
        for (Contradiction contradiction : contradictions) {
            var row = new ContradictionRow(
                    state.id().value(),
                    contradiction.id(),
                    contradiction.kind().name(),
                    contradiction.since(),
                    contradiction.until(),
                    contradiction.events().stream().map(EventId::value).toList(),
                    state.region(),
                    state.district(),
                    state.diedOn() == null && !state.isAbroad(),
                    state.majorityOn(),
                    state.isSealed());
            documents.add(new TableDocument(
                    TABLE,
                    new Document(
                            row.childId() + "/" + documents.size(),
                            Map.of(
                                    REGION,
                                    row.region(),
                                    DUE_ON,
                                    contradiction.dueOn().toString(),
                                    CONTRADICTION,
                                    contradiction.id()),
                            JSON.writeValueAsBytes(row))));
        }
        return new Folded(documents, List.of());
    }
}
