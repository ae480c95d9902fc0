package org.besik.query.spells;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.viewstore.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers about any day what lasted then: a row and a count for each spell of a record, those that are over too. */
public abstract class SpellProjection implements Projection {

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final Spells spells;
    private final String figure;

    /** @param figure how many there are by day, region and {@link Spell#key} */
    protected SpellProjection(String name, Spells spells, String figure) {
        this.name = name;
        this.spells = spells;
        this.figure = figure;
    }

    /**
     * What lasts.
     *
     * @param id unique over all records
     * @param until the first day on which it is over; null: it goes on
     * @param ends whether {@code until} has come about; otherwise it is only foreseen (a birthday)
     * @param row what is kept of it, for {@link #read}
     */
    public record Spell(
            String id,
            Map<String, String> parties,
            LocalDate since,
            @Nullable LocalDate until,
            boolean ends,
            String region,
            String key,
            Object row) {}

    /** The spells of a record. */
    protected abstract List<Spell> spells(ChildState state);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public final List<Table> tables() {
        return List.of(spells.table());
    }

    @Override
    public final Fold begin(ChildState state) {
        return () -> folded(spells(state));
    }

    private Folded folded(List<Spell> all) {
        if (all.isEmpty()) {
            return NOTHING;
        }
        var documents = new ArrayList<TableDocument>();
        var counts = new ArrayList<Count>();
        for (Spell spell : all) {
            byte[] body = JSON.writeValueAsBytes(spell.row());
            documents.addAll(
                    spells.documents(spell.id(), spell.parties(), spell.since(), spell.until(), spell.ends(), body));
            counts.addAll(Spells.counts(figure, spell.region(), spell.key(), spell.since(), spell.until()));
        }
        return new Folded(documents, counts);
    }

    /** What was kept of a spell. */
    protected static <T> T read(byte[] body, Class<T> row) {
        return JSON.readValue(body, row);
    }
}
