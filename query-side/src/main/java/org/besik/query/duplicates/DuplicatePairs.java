package org.besik.query.duplicates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.RecordedEvent;
import org.besik.events.Relative;
import org.besik.events.contact.Strength;
import org.besik.events.custody.CustodyEvent;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.registration.RegistrationEvent;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.duplicates.TraitsOnFile.Rejected;
import org.besik.query.duplicates.TraitsOnFile.Version;
import org.besik.query.intake.Relating;
import org.besik.query.records.ChildState;
import org.besik.query.records.Suspicion;
import org.besik.query.records.Suspicion.Absence;
import org.besik.query.records.Suspicion.Sighting;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers: which records may be one child, and when did they look like it? A record folds to its traits and to the keys by
 * which it is found; two records are a pair if they share a key that not too many share, are alike enough, and nobody
 * rejected them. So the pairs follow from the records as they are, in whatever order they came to be so.
 */
public final class DuplicatePairs implements Relating {

    /**
     * A key that more records share says too little, and comparing them all costs too much: it suggests nothing. What is not
     * found by another key of the same two records is then not suggested.
     */
    public static final int LARGEST_BLOCK = 200;

    static final String KEY = "key";

    static final Table TRAITS = new Table("duplicate_traits", List.of(), List.of());
    static final Table KEYS =
            Table.byRecord("duplicate_keys", List.of(new Table.Field(KEY, Table.Type.TEXT)), List.of(List.of(KEY)));
    static final Table PAIRS = new Table("duplicate_pairs", List.of(), List.of());

    private static final int CODE_VERSION = 5;
    private static final byte[] NO_BODY = new byte[0];
    private static final JsonMapper JSON = new JsonMapper();

    private final Weights weights;
    private final LookupKeys keys;

    public DuplicatePairs(Weights weights, LookupKeys keys) {
        this.weights = weights;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "duplicate_pairs";
    }

    @Override
    public String version() {
        return CODE_VERSION + "/" + weights.version();
    }

    @Override
    public List<Table> tables() {
        return List.of(TRAITS, KEYS, PAIRS);
    }

    @Override
    public List<Table> relations() {
        return List.of(PAIRS);
    }

    // ---- One record

    @Override
    public Fold begin(ChildState state) {
        return new TraitsFold(state);
    }

    /** What traits are made of. They are made when somebody asks: of most news that is nobody. */
    private record Identity(
            boolean isRegistered,
            Person person,
            @Nullable Iin iin,
            @Nullable Relative mother,
            Set<LocalId> localIds,
            String region) {

        @Nullable
        Traits traits(LookupKeys keys) {
            return Traits.of(isRegistered, person, iin, mother, localIds, region, keys);
        }

        @Override
        public String toString() {
            return "Identity[sealed]";
        }
    }

    /** @param identity null: from that day on it is not compared (sealed, erased) */
    private record Told(LocalDate from, @Nullable Identity identity) {}

    /** What {@link TraitsOnFile} is made of. */
    private record TraitsOf(
            List<String> ids,
            List<Rejected> rejected,
            List<Told> versions,
            List<Sighting> seen,
            List<Suspicion.Place> places,
            List<Absence> gone,
            boolean isErased) {

        TraitsOnFile made(LookupKeys keys) {
            var made = new ArrayList<Version>();
            for (Told told : versions) {
                Traits now = told.identity() == null ? null : told.identity().traits(keys);
                Traits before = made.isEmpty() ? null : made.getLast().traits();
                if (!Objects.equals(now, before)) {
                    made.add(new Version(told.from(), now));
                }
            }
            return new TraitsOnFile(ids, rejected, made, seen, places, gone);
        }
    }

    private final class TraitsFold implements Fold {

        private final ChildState state;
        private final List<Told> settled = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private @Nullable RecordedEvent last;
        private @Nullable Identity identity;
        private String region = "";

        /** Whether the identity may have changed: by most facts it has not. */
        private boolean isOutdated = true;

        private @Nullable TraitsOf shown;
        private Folded folded = NOTHING;

        TraitsFold(ChildState state) {
            this.state = state;
        }

        @Override
        public void passTo(LocalDate day) {
            settle(settled);
        }

        @Override
        public void add(RecordedEvent event) {
            last = event;
            isOutdated |= event.event() instanceof RegistrationEvent
                    || event.event() instanceof CustodyEvent
                    || !state.region().equals(region);
            if (event.event() instanceof DuplicateRejected word) {
                rejected.add(
                        new Rejected(word.other().value(), event.provenance().occurredOn()));
            }
        }

        /** Puts what the last day came to behind the versions, if it is something else. */
        private void settle(List<Told> versions) {
            if (last != null) {
                Identity now = identity();
                Identity before = versions.isEmpty() ? null : versions.getLast().identity();
                if (!Objects.equals(now, before)) {
                    versions.add(new Told(last.provenance().occurredOn(), now));
                }
            }
        }

        private @Nullable Identity identity() {
            if (isOutdated) {
                isOutdated = false;
                region = state.region();
                identity = state.isSealed() || state.isErased()
                        ? null
                        : new Identity(
                                state.isRegistered(),
                                state.person(),
                                state.iin(),
                                state.mother(),
                                Collections.unmodifiableSet(new LinkedHashSet<>(state.localIds())),
                                region);
            }
            return identity;
        }

        @Override
        public Folded folded() {
            var versions = new ArrayList<>(settled);
            settle(versions);
            var ids = new TreeSet<>(Set.of(state.id().value()));
            state.formerIds().forEach(id -> ids.add(id.value()));
            var now = new TraitsOf(
                    List.copyOf(ids),
                    List.copyOf(rejected),
                    List.copyOf(versions),
                    seen(),
                    places(),
                    gone(),
                    state.isErased());
            if (!now.equals(shown)) {
                shown = now;
                folded = versions.isEmpty() && !state.isErased()
                        ? NOTHING
                        : documents(state.id().value(), now);
            }
            return folded;
        }

        /** Of a registered record its own listing speaks; an erased one has nothing to tell. */
        private boolean speaksForItself() {
            return state.isRegistered() || state.isSealed() || state.isErased();
        }

        private List<Absence> gone() {
            return state.isSealed() || state.isErased() ? List.of() : state.absences();
        }

        private List<Suspicion.Place> places() {
            return speaksForItself()
                    ? List.of()
                    : state.enrolments().stream()
                            .filter(place -> place.level().isMain())
                            .map(place -> new Suspicion.Place(place.from(), place.until(), place.region()))
                            .distinct()
                            .toList();
        }

        private List<Sighting> seen() {
            if (speaksForItself()) {
                return List.of();
            }
            return state.contacts().stream()
                    .filter(contact -> contact.strength() == Strength.SEEN)
                    .map(contact -> new Sighting(contact.day(), contact.region()))
                    .distinct()
                    .sorted(Comparator.comparing(Sighting::day).thenComparing(Sighting::region))
                    .toList();
        }
    }

    /** What a record shares with others; names are in it, so only digests are kept. */
    Set<String> shared(TraitsOnFile traits) {
        return traits.keys().stream().map(keys::shared).collect(Collectors.toCollection(TreeSet::new));
    }

    private Folded documents(String id, TraitsOf told) {
        return new Folded(List.of(new Part(() -> {
            TraitsOnFile traits = told.made(keys);
            // Of an erased record what was written is written over
            boolean isNothing = traits.versions().isEmpty() && !told.isErased();
            return new Contents(isNothing ? List.of() : rows(id, traits), List.of());
        })));
    }

    private List<TableDocument> rows(String id, TraitsOnFile traits) {
        var documents = new ArrayList<TableDocument>();
        documents.add(new TableDocument(TRAITS, new Document(id, Map.of(), JSON.writeValueAsBytes(traits))));
        int number = 0;
        for (String key : shared(traits)) {
            documents.add(new TableDocument(KEYS, new Document(id + "/" + number++, Map.of(KEY, key), NO_BODY)));
        }
        return documents;
    }

    static @Nullable TraitsOnFile traits(Folded folded) {
        return folded.documents().stream()
                .filter(document -> document.table().equals(TRAITS))
                .findFirst()
                .map(document -> read(document.document()))
                .orElse(null);
    }

    private static TraitsOnFile read(Document document) {
        return JSON.readValue(document.body(), TraitsOnFile.class);
    }

    static Set<String> keys(Folded folded) {
        return folded.documents().stream()
                .filter(document -> document.table().equals(KEYS))
                .map(document -> document.document().text(KEY))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- Records beside each other

    @Override
    public Related relate(Map<ChildId, Moved> moved, ViewStore views) {
        return new Comparison(this, moved, views).related();
    }

    @Override
    public Walk relateAll(ViewStore views) {
        return new WholeNation(this, views);
    }

    @Override
    public Map<ChildId, List<Suspicion>> suspected(Collection<ChildId> records, ViewStore views) {
        var suspected = new HashMap<ChildId, List<Suspicion>>();
        pairs(records.stream().map(ChildId::value).toList(), views)
                .forEach((id, pairs) -> suspected.put(new ChildId(id), pairs.together()));
        return suspected;
    }

    /** The pairs of records that have any. */
    static Map<String, PairsOnFile> pairs(Collection<String> records, ViewStore views) {
        var pairs = new HashMap<String, PairsOnFile>();
        views.getAll(PAIRS, records).forEach((id, document) -> pairs.put(id, PairsOnFile.read(document)));
        return pairs;
    }

    /** The traits of those records that have any. */
    static Map<String, TraitsOnFile> traits(Collection<String> records, ViewStore views) {
        var traits = new HashMap<String, TraitsOnFile>();
        views.getAll(TRAITS, records).forEach((id, document) -> traits.put(id, read(document)));
        return traits;
    }

    static Query sharing(String key, int limit) {
        return new Query(KEYS, List.of(new Condition.Equal(KEY, key)), List.of(new Sort(KEY, false)), limit);
    }

    /** All keys in their order, those of one key by record. */
    static Query keysAfter(@Nullable Document last, int limit) {
        return new Query(
                KEYS,
                List.of(
                        last == null
                                ? new Condition.MoreThan(KEY, "")
                                : new Condition.After(List.of(key(last)), last.id())),
                List.of(new Sort(KEY, false)),
                limit);
    }

    static String key(Document row) {
        return row.text(KEY);
    }

    /** The record that has the key of a row. */
    static String record(Document row) {
        return row.id().substring(0, row.id().indexOf('/'));
    }

    /** When two records look like one child, whatever keys they share. */
    List<Suspicion> suspected(TraitsOnFile one, TraitsOnFile other) {
        return TraitsOnFile.suspected(one, other, weights);
    }
}
