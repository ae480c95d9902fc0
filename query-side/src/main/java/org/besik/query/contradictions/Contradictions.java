package org.besik.query.contradictions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.query.childrecord.ChildFile;
import org.besik.query.childrecord.ChildFolding;
import org.besik.query.childrecord.Custody;
import org.besik.query.intake.Projection;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import tools.jackson.databind.json.JsonMapper;

/** Answers: which facts exclude each other? One document per contradiction, of open and of closed records. */
public final class Contradictions implements Projection {

    static final String REGION = "region";
    static final String SINCE = "since";

    static final Table TABLE = new Table(
            "contradiction",
            List.of(new Table.Field(REGION, Table.Type.TEXT), new Table.Field(SINCE, Table.Type.TEXT)),
            List.of(List.of(SINCE), List.of(REGION, SINCE)));

    static final JsonMapper JSON = new JsonMapper();

    private final ChildFolding folding;

    public Contradictions(ChildFolding folding) {
        this.folding = folding;
    }

    @Override
    public String name() {
        return "contradictions";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public Folded fold(RecordFacts facts) {
        if (facts.events().isEmpty()) {
            return new Folded(List.of(), List.of());
        }
        LocalDate last = facts.events().getLast().provenance().occurredOn();
        ChildFile file = folding.fold(facts, last);
        var custody = Custody.of(facts, file.region());
        var documents = new ArrayList<TableDocument>();
        for (ChildFile.Contradiction contradiction : file.contradictions()) {
            var row = new ContradictionRow(
                    file.id(),
                    contradiction.kind(),
                    contradiction.since(),
                    contradiction.events(),
                    file.region(),
                    file.district(),
                    file.open(),
                    contradiction.resolved(),
                    custody.sealed());
            documents.add(new TableDocument(
                    TABLE,
                    new Document(
                            file.id() + "/" + documents.size(),
                            Map.of(REGION, row.region(), SINCE, row.since().toString()),
                            JSON.writeValueAsBytes(row))));
        }
        return new Folded(documents, List.of());
    }
}
