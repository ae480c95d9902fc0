package org.besik.query.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Counters.Year;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore.Change;

/** What a batch wrote to the views. Of what records fold to, each change knows what was stored until then. */
public final class WrittenBatch {

    private final Map<String, List<Change>> byTable = new HashMap<>();
    private final Map<Year, Steps> figures;

    WrittenBatch(List<Change> changes, Map<Year, Steps> figures) {
        this.figures = figures;
        for (Change change : changes) {
            byTable.computeIfAbsent(change.table().name(), name -> new ArrayList<>())
                    .add(change);
        }
    }

    /** The changes to one table, in their order. */
    public List<Change> to(Table table) {
        return byTable.getOrDefault(table.name(), List.of());
    }

    /** By how much figures changed, by year. */
    Map<Year, Steps> figures() {
        return figures;
    }
}
