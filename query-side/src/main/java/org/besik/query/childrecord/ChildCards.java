package org.besik.query.childrecord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    static final Table ROWS = new Table(
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

    /** Most facts change nothing of a card: then what it came to before is the answer. */
    private final class CardFold implements Fold {

        private final ChildState state;
        private final Set<String> found = new TreeSet<>();
        private final Set<String> agencies = new TreeSet<>();
        private List<String> keys = List.of();
        private Set<String> reporters = Set.of();
        private @Nullable ChildCard card;
        private Folded folded = NOTHING;

        CardFold(ChildState state) {
            this.state = state;
        }

        @Override
        public void add(RecordedEvent recorded) {
            if (recorded.provenance().officer() == null) {
                agencies.add(recorded.provenance().agency().value());
            }
            if (recorded.event() instanceof RegistrationEvent event) {
                addKeys(found, event);
            } else if (recorded.event() instanceof GuardianAssigned event && event.guardian() != null) {
                found.addAll(ChildCards.this.keys.names(event.guardian()));
            }
        }

        @Override
        public Folded folded() {
            if (keys.size() < found.size()) {
                keys = List.copyOf(found);
            }
            if (reporters.size() < agencies.size()) {
                reporters = Collections.unmodifiableSortedSet(new TreeSet<>(agencies));
            }
            ChildCard now = card();
            if (!now.equals(card)) {
                card = now;
                folded = documents(now);
            }
            return folded;
        }

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
                    keys);
        }
    }

    private static Folded documents(ChildCard card) {
        return new Folded(List.of(new Part(() -> new Contents(rows(card), List.of()))));
    }

    private static List<TableDocument> rows(ChildCard card) {
        var documents = new ArrayList<TableDocument>();
        documents.add(new TableDocument(CARDS, new Document(card.id(), Map.of(), JSON.writeValueAsBytes(card))));
        int number = 0;
        for (String key : card.keys()) {
            documents.add(new TableDocument(
                    ROWS, new Document(card.id() + "/" + number++, Map.of(KEY, key, REGION, card.region()), NO_BODY)));
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
