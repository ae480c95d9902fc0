package org.besik.query.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Projection.Contents;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Projection.Part;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.intake.RecordCache.Known;
import org.besik.query.records.ChildState;
import org.besik.query.records.Memberships;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.StoredFacts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.RulesOnFile;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

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

    /** Changes when the tables kept by intake itself do. */
    private static final String OWN_VERSION = "3";

    private static final Logger LOG = System.getLogger(Folds.class.getName());

    private final List<Projection> projections;
    private final List<FeedProjection> feedProjections;
    private final MeterRegistry meters;
    private final RuleBook rules;

    Folds(List<Projection> projections, List<FeedProjection> feedProjections, MeterRegistry meters, RuleBook rules) {
        this.rules = rules;
        this.projections =
                projections.stream().map(projection -> projection.under(rules)).toList();
        this.feedProjections = List.copyOf(feedProjections);
        this.meters = meters;
        var names = new HashSet<String>();
        for (Table table : tables()) {
            if (!names.add(table.name())) {
                throw new IllegalArgumentException("two views write to table " + table.name());
            }
        }
    }

    /** The same folds by other rules. */
    Folds under(RuleBook others) {
        return new Folds(projections, feedProjections, meters, others);
    }

    RuleBook rules() {
        return rules;
    }

    /** The projection that sees records beside each other, and its place among all; empty: there is none. */
    OptionalInt relating() {
        return IntStream.range(0, projections.size())
                .filter(place -> projections.get(place) instanceof Relating)
                .findFirst();
    }

    /** When others look like the same child, as it is stored. */
    Map<ChildId, List<Suspicion>> suspected(Collection<ChildId> records, ViewStore views) {
        OptionalInt place = relating();
        return place.isPresent() ? relating(place.getAsInt()).suspected(records, views) : Map.of();
    }

    List<Suspicion> suspected(ChildId record, ViewStore views) {
        return suspected(List.of(record), views).getOrDefault(record, List.of());
    }

    Relating relating(int place) {
        return (Relating) projections.get(place);
    }

    List<FeedProjection> feedProjections() {
        return feedProjections;
    }

    /** What records fold to. */
    List<Table> recordTables() {
        return projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .toList();
    }

    /** What records fold to by themselves. */
    List<Table> ownTables() {
        var own = new ArrayList<>(recordTables());
        relating().ifPresent(place -> own.removeAll(relating(place).relations()));
        return own;
    }

    List<Table> tables() {
        var tables = new ArrayList<>(List.of(
                StoredFacts.TABLE,
                Memberships.TABLE,
                Counters.TABLE,
                SET_ASIDE,
                RulesOnFile.HEARD,
                RulesOnFile.FOLDED_BY));
        tables.addAll(recordTables());
        feedProjections.forEach(p -> tables.addAll(p.tables()));
        return tables;
    }

    /** The same as long as this code can read what is stored: then that answers until it is built anew. */
    String layout() {
        return hash(StoredFacts.version() + each(Projection::layout, FeedProjection::layout), 2);
    }

    /** The same for the same views in the same versions: then what is stored can be gone on with. Begins with the layout. */
    String signature() {
        return layout() + hash(OWN_VERSION + each(Projection::version, FeedProjection::version) + tables(), 4);
    }

    private String each(Function<Projection, String> ofRecords, Function<FeedProjection, String> ofTheFeed) {
        Stream<String> records = projections.stream().map(p -> "\nrecord " + p.name() + " " + ofRecords.apply(p));
        Stream<String> feed = feedProjections.stream().map(p -> "\nfeed " + p.name() + " " + ofTheFeed.apply(p));
        return Stream.concat(records, feed).sorted().collect(Collectors.joining());
    }

    private static String hash(String said, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A record nobody has folded yet. */
    Known begin(RecordFacts facts) {
        var state = new ChildState(facts);
        List<Guarded> folds = projections.stream()
                .map(projection -> new Guarded(projection, projection.begin(state), facts.id()))
                .toList();
        return folded(facts, new Life(state, folds), folds);
    }

    /** A record with news; what it was folded to before stays as it is. */
    Known goOn(Known known, RecordFacts facts) {
        Life life = known.life();
        return life != null && life.continuesIn(facts.events()) ? folded(facts, life, known.folds()) : begin(facts);
    }

    private Known folded(RecordFacts facts, Life life, List<Guarded> folds) {
        if (facts.events().isEmpty()) {
            return new Known(facts, null, List.of(), List.of());
        }
        try {
            life.take(facts.events());
        } catch (RuntimeException | StackOverflowError failed) {
            folds.forEach(fold -> fold.fail(failed));
        }
        List<Folded> folded = folds.stream().map(Guarded::folded).toList();
        boolean isSound = folds.stream().noneMatch(Guarded::failed);
        return new Known(facts, isSound ? life : null, folds, folded);
    }

    /** A fold whose failure leaves out nothing but what it would have said. */
    final class Guarded implements Projection.Fold {

        private final Projection projection;
        private final Projection.Fold fold;
        private final ChildId record;
        private @Nullable Throwable failure;

        private Guarded(Projection projection, Projection.Fold fold, ChildId record) {
            this.projection = projection;
            this.fold = fold;
            this.record = record;
        }

        boolean failed() {
            return failure != null;
        }

        void fail(Throwable failed) {
            failure = failure == null ? failed : failure;
        }

        @Override
        public void passTo(LocalDate day) {
            if (failure == null) {
                try {
                    fold.passTo(day);
                } catch (RuntimeException | StackOverflowError failed) {
                    failure = failed;
                }
            }
        }

        @Override
        public void add(RecordedEvent event) {
            if (failure == null) {
                try {
                    fold.add(event);
                } catch (RuntimeException | StackOverflowError failed) {
                    failure = failed;
                }
            }
        }

        @Override
        public Folded folded() {
            if (failure == null) {
                try {
                    Folded folded = fold.folded();
                    folded.parts().forEach(part -> part.orElse(this::note));
                    return folded;
                } catch (RuntimeException | StackOverflowError failed) {
                    failure = failed;
                }
            }
            Throwable failed = failure;
            return new Folded(List.of(new Part(() -> note(failed))));
        }

        private Contents note(Throwable failed) {
            return new Contents(
                    List.of(setAside(record.value() + "/" + projection.name(), projection.name(), failed)), List.of());
        }
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
