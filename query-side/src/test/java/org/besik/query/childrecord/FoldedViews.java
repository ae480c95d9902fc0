package org.besik.query.childrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.besik.events.ChildId;
import org.besik.events.rules.RuleBook;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.intake.Projection;
import org.besik.query.intake.Supposed;
import org.besik.query.intake.Views;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.jspecify.annotations.Nullable;

/** A few records, folded once into a real store. */
public final class FoldedViews implements Views, AutoCloseable {

    public static final long POSITION = 10;

    private final List<RecordFacts> records;
    private final Path file;
    private final SqliteViewStore store;

    public FoldedViews(List<RecordFacts> records, List<Projection> projections) {
        this.records = records;
        try {
            file = Files.createTempFile("views", ".sqlite");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        store = SqliteViewStore.open(
                file,
                Stream.concat(
                                projections.stream().flatMap(p -> p.tables().stream()),
                                Stream.concat(new AgencyDays().tables().stream(), Stream.of(RulesOnFile.HEARD)))
                        .toList());
        var changes = new ArrayList<Change>();
        for (Projection projection : projections) {
            for (RecordFacts facts : records) {
                projection
                        .fold(facts)
                        .documents()
                        .forEach(folded -> changes.add(new Change.Upsert(folded.table(), folded.document())));
            }
        }
        changes.addAll(new AgencyDays()
                .project(
                        records.stream()
                                .flatMap(facts -> facts.events().stream())
                                .toList(),
                        store));
        store.apply(changes, POSITION);
    }

    @Override
    public ViewStore store() {
        return store;
    }

    @Override
    public RuleBook rules() {
        return RuleBook.standard();
    }

    @Override
    public List<RecordFacts> records(Collection<ChildId> ids) {
        return ids.stream().flatMap(id -> record(id).stream()).toList();
    }

    @Override
    public Supposed suppose() {
        throw new UnsupportedOperationException("made of whole records");
    }

    @Override
    public Stretch following(@Nullable ChildId after, int facts) {
        return after == null ? new Stretch(records, POSITION, records.getLast().id()) : new Stretch(List.of(), 0, null);
    }

    @Override
    public String generation() {
        return "g1";
    }

    @Override
    public Optional<RecordFacts> record(ChildId id) {
        return records.stream()
                .filter(facts -> facts.id().equals(id) || facts.formerIds().contains(id))
                .findFirst();
    }

    @Override
    public Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
        return Map.of();
    }

    @Override
    public long[] series(String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
        return new long[Math.toIntExact(ChronoUnit.DAYS.between(from, upTo)) + 1];
    }

    @Override
    public void onChange(Listener listener) {}

    @Override
    public void close() {
        store.close();
        SqliteViewStore.delete(file);
    }
}
