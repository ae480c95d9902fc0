package org.besik.query.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;

/**
 * All projections as one pure fold. A projection that fails on a record contributes nothing for it but a document that
 * says so; being part of the fold, that document goes away by itself when later facts fold again.
 */
final class Folds {

    /** Names the failing projection and the kind of failure; nothing of the record but its id. */
    static final Table SET_ASIDE = new Table(
            "set_aside",
            List.of(new Table.Field("projection", Table.Type.TEXT), new Table.Field("error", Table.Type.TEXT)),
            List.of());

    static final Folded NOTHING = new Folded(List.of(), List.of());

    /** Changes when the tables kept by intake itself do. */
    private static final String OWN_VERSION = "1";

    private static final Logger LOG = System.getLogger(Folds.class.getName());

    private final List<Projection> projections;
    private final List<FeedProjection> feedProjections;
    private final MeterRegistry meters;

    Folds(List<Projection> projections, List<FeedProjection> feedProjections, MeterRegistry meters) {
        this.projections = List.copyOf(projections);
        this.feedProjections = List.copyOf(feedProjections);
        this.meters = meters;
        var names = new HashSet<String>();
        for (Table table : tables()) {
            if (!names.add(table.name())) {
                throw new IllegalArgumentException("two views write to table " + table.name());
            }
        }
    }

    List<FeedProjection> feedProjections() {
        return feedProjections;
    }

    List<Table> tables() {
        var tables = new ArrayList<>(List.of(StoredFacts.TABLE, Memberships.TABLE, Counters.TABLE, SET_ASIDE));
        projections.forEach(p -> tables.addAll(p.tables()));
        feedProjections.forEach(p -> tables.addAll(p.tables()));
        return tables;
    }

    /** The same for the same views in the same versions: then what is stored can be gone on with. */
    String signature() {
        var said = new StringBuilder(OWN_VERSION);
        projections.stream()
                .map(p -> "\nrecord " + p.name() + " " + p.version())
                .sorted()
                .forEach(said::append);
        feedProjections.stream()
                .map(p -> "\nfeed " + p.name() + " " + p.version())
                .sorted()
                .forEach(said::append);
        tables().forEach(t -> said.append('\n').append(t));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Folded fold(RecordFacts facts) {
        if (facts.events().isEmpty()) {
            return NOTHING;
        }
        var documents = new ArrayList<TableDocument>();
        var counts = new ArrayList<Count>();
        for (Projection projection : projections) {
            try {
                Folded folded = projection.fold(facts);
                documents.addAll(folded.documents());
                counts.addAll(folded.counts());
            } catch (RuntimeException | StackOverflowError failed) {
                documents.add(setAside(facts.id().value() + "/" + projection.name(), projection.name(), failed));
            }
        }
        return new Folded(documents, counts);
    }

    /** Says that something was left out; the message is not kept, it may speak of a person. */
    TableDocument setAside(String id, String projection, Throwable failed) {
        String error = failed.getClass().getSimpleName();
        StackTraceElement[] trace = failed.getStackTrace();
        LOG.log(
                Level.ERROR,
                "set aside by {0}: {1} at {2}",
                projection,
                error,
                trace.length == 0 ? "an unknown place" : trace[0]);
        meters.counter("besik.intake.set.aside", "projection", projection).increment();
        return new TableDocument(
                SET_ASIDE, new Document(id, Map.of("projection", projection, "error", error), new byte[0]));
    }
}
