package org.besik.query.flags;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.TraceCase.FlagRaised;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import tools.jackson.databind.json.JsonMapper;

/** Answers: for which due dates was a flag raised? One small document for each child that was ever flagged. */
public final class RaisedFlags implements Projection {

    private static final Table TABLE = new Table("raised_flags", List.of(), List.of());

    private static final JsonMapper JSON = new JsonMapper();

    /** How it is stored: the days as ISO dates. */
    private record Stored(String reason, LocalDate since, LocalDate dueOn) {}

    @Override
    public String name() {
        return "raised-flags";
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
    public Fold begin(ChildState state) {
        return new RaisedFold(state);
    }

    private static final class RaisedFold implements Fold {

        private final ChildState state;
        private List<FlagRaised> raised = List.of();
        private Folded folded = NOTHING;

        RaisedFold(ChildState state) {
            this.state = state;
        }

        @Override
        public Folded folded() {
            List<FlagRaised> now = state.flagsRaised();
            if (!now.equals(raised)) {
                raised = now;
                var stored = now.stream()
                        .map(flag -> new Stored(flag.reason(), flag.since(), flag.dueOn()))
                        .distinct()
                        .toList();
                folded = new Folded(
                        List.of(new TableDocument(
                                TABLE, new Document(state.id().value(), Map.of(), JSON.writeValueAsBytes(stored)))),
                        List.of());
            }
            return folded;
        }
    }

    /** What was raised for some children; those without any are left out. */
    static Map<String, Set<FlagRaised>> read(ViewStore store, Collection<String> children) {
        var raised = new HashMap<String, Set<FlagRaised>>();
        store.getAll(TABLE, children).forEach((child, document) -> {
            var flags = new LinkedHashSet<FlagRaised>();
            for (Stored flag : JSON.readValue(document.body(), Stored[].class)) {
                flags.add(new FlagRaised(flag.reason(), flag.since(), flag.dueOn()));
            }
            raised.put(child, flags);
        });
        return raised;
    }
}
