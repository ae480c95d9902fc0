package org.besik.query.childrecord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.RecordedEvent;
import org.besik.events.Relative;
import org.besik.events.caller.Caller;
import org.besik.events.circumstances.GuardianAssigned;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RecordOpened;
import org.besik.events.registration.RegistrationEvent;
import org.besik.query.access.Access;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers: which children may somebody mean by this number, name or birth date? One card per child and one row per word it
 * is found by. Every name, date and number that a paper ever gave is a way to find the child, also one
 * corrected since, and so is the name of its mother or of a guardian.
 */
public final class ChildCards implements Projection {

    static final String KEY = "key";
    static final String REGION = "region";

    static final Table CARDS = new Table("child_card", List.of(), List.of());
    static final Table ROWS = Table.byRecord(
            "child_lookup",
            List.of(new Table.Field(KEY, Table.Type.TEXT), new Table.Field(REGION, Table.Type.TEXT)),
            List.of(List.of(KEY), List.of(REGION, KEY)));

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NO_BODY = new byte[0];

    private final LookupKeys keys;

    public ChildCards(LookupKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "child_cards";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public List<Table> tables() {
        return List.of(CARDS, ROWS);
    }

    @Override
    public Fold begin(ChildState state) {
        return new CardFold(state);
    }

    /** What a child is found by, made of what was said of it when somebody asks: of most news that is nobody. */
    private final class FoundBy {

        private final List<BesikEvent> said;
        private @Nullable List<String> made;

        FoundBy(List<BesikEvent> said) {
            this.said = said;
        }

        List<String> keys() {
            if (made == null) {
                var found = new TreeSet<String>();
                for (BesikEvent event : said) {
                    if (event instanceof RegistrationEvent registration) {
                        addKeys(found, registration);
                    } else if (event instanceof GuardianAssigned guardian && guardian.guardian() != null) {
                        found.addAll(keys.names(guardian.guardian()));
                    }
                }
                made = List.copyOf(found);
            }
            return made;
        }
    }

    /** Most facts change nothing of a card: then what it came to before is the answer. */
    private final class CardFold implements Fold {

        private final ChildState state;
        private final List<BesikEvent> said = new ArrayList<>();
        private final Set<String> agencies = new TreeSet<>();
        private FoundBy foundBy = new FoundBy(List.of());
        private Set<String> reporters = Set.of();
        private @Nullable ChildCard card;
        private Part rows = new Part(() -> new Contents(List.of(), List.of()));
        private Folded folded = NOTHING;

        CardFold(ChildState state) {
            this.state = state;
        }

        @Override
        public void add(RecordedEvent recorded) {
            if (recorded.provenance().officer() == null) {
                agencies.add(recorded.provenance().agency().value());
            }
            if (recorded.event() instanceof RegistrationEvent || recorded.event() instanceof GuardianAssigned) {
                said.add(recorded.event());
            }
        }

        @Override
        public Folded folded() {
            if (reporters.size() < agencies.size()) {
                reporters = Collections.unmodifiableSortedSet(new TreeSet<>(agencies));
            }
            ChildCard now = card();
            boolean isFoundOtherwise = foundBy.said.size() < said.size();
            if (isFoundOtherwise) {
                foundBy = new FoundBy(List.copyOf(said));
            }
            if (isFoundOtherwise || !now.equals(card)) {
                FoundBy by = foundBy;
                if (isFoundOtherwise || card == null || !now.region().equals(card.region())) {
                    rows = new Part(() -> new Contents(rows(now.id(), now.region(), by.keys()), List.of()));
                }
                card = now;
                folded = new Folded(List.of(
                        new Part(() -> new Contents(List.of(document(now.foundBy(by.keys()))), List.of())), rows));
            }
            return folded;
        }

        /** Without the keys. */
        private ChildCard card() {
            return new ChildCard(
                    state.id().value(),
                    state.formerIds().stream().map(ChildId::value).toList(),
                    state.isRegistered(),
                    state.diedOn() == null && !state.isAbroad(),
                    ChildFolding.person(state),
                    state.region(),
                    state.district(),
                    state.isSealed(),
                    reporters,
                    List.of());
        }
    }

    private static TableDocument document(ChildCard card) {
        return new TableDocument(CARDS, new Document(card.id(), Map.of(), JSON.writeValueAsBytes(card)));
    }

    private static List<TableDocument> rows(String id, String region, List<String> keys) {
        var documents = new ArrayList<TableDocument>();
        for (String key : keys) {
            documents.add(new TableDocument(
                    ROWS, new Document(id + "/" + documents.size(), Map.of(KEY, key, REGION, region), NO_BODY)));
        }
        return documents;
    }

    /** The cards of those children that have one, by id. */
    public static Map<String, ChildCard> read(ViewStore store, Collection<String> ids) {
        var cards = new HashMap<String, ChildCard>();
        store.getAll(CARDS, ids)
                .forEach((id, document) -> cards.put(id, JSON.readValue(document.body(), ChildCard.class)));
        return cards;
    }

    /** The cards of those of the children that the caller may read, by id. */
    public static Map<String, ChildCard> readable(
            ViewStore store, Caller caller, Collection<? extends @Nullable String> ids) {
        var asked = new TreeSet<String>();
        for (String id : ids) {
            if (id != null) {
                asked.add(id);
            }
        }
        Map<String, ChildCard> cards = read(store, asked);
        cards.values().removeIf(card -> !Access.mayRead(caller, card));
        return cards;
    }

    private void addKeys(Set<String> found, RegistrationEvent event) {
        switch (event) {
            case RecordOpened e -> add(found, e.person(), e.iin(), e.localIds());
            case BirthRegistered e -> {
                add(found, e.person(), e.iin(), e.localIds());
                addMother(found, e.mother());
            }
            case ChildRegistered e -> {
                add(found, e.person(), e.iin(), e.localIds());
                addMother(found, e.mother());
            }
            case NationalIdAssigned e -> add(found, null, e.iin(), List.of());
            case IdentityCorrected e -> add(found, e.person(), null, List.of());
        }
    }

    private void addMother(Set<String> found, @Nullable Relative mother) {
        if (mother != null) {
            found.addAll(keys.mother(mother));
            found.addAll(keys.names(mother));
        }
    }

    private void add(
            Set<String> found, @Nullable Person person, @Nullable Iin iin, List<? extends @Nullable LocalId> ids) {
        if (person != null) {
            found.addAll(keys.names(person));
            if (person.birthDate() != null) {
                found.add(keys.born(person.birthDate()));
            }
        }
        if (iin != null) {
            found.add(keys.iin(iin));
        }
        for (LocalId id : ids) {
            // A sealed component reads as null once the child's key was destroyed.
            if (id != null) {
                found.add(keys.local(id));
            }
        }
    }
}
