package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.registration.ChildRegistered;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.NationalIdAssigned;
import org.besik.events.registration.RecordOpened;
import org.besik.events.registration.RegistrationEvent;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers: which children may somebody mean by this number, name or birth date? One card per child and one row per word it
 * is found by. Every name, date and number that a paper ever gave is a way to find the child, also one corrected since.
 */
public final class ChildCards implements Projection {

    static final String KEY = "key";
    static final String REGION = "region";

    static final Table CARDS = new Table("child_card", List.of(), List.of());
    static final Table ROWS = new Table(
            "child_lookup",
            List.of(new Table.Field(KEY, Table.Type.TEXT), new Table.Field(REGION, Table.Type.TEXT)),
            List.of(List.of(KEY), List.of(REGION, KEY)));

    /** Shows every fact: none lies in the future when it is recorded. */
    private static final LocalDate LAST_DAY = LocalDate.MAX;

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
        return "1";
    }

    @Override
    public List<Table> tables() {
        return List.of(CARDS, ROWS);
    }

    @Override
    public Folded fold(RecordFacts facts) {
        if (facts.events().isEmpty()) {
            return new Folded(List.of(), List.of());
        }
        var card = card(facts);
        var documents = new ArrayList<TableDocument>();
        documents.add(new TableDocument(CARDS, new Document(card.id(), Map.of(), JSON.writeValueAsBytes(card))));
        int number = 0;
        for (String key : card.keys()) {
            documents.add(new TableDocument(
                    ROWS, new Document(card.id() + "/" + number++, Map.of(KEY, key, REGION, card.region()), NO_BODY)));
        }
        return new Folded(documents, List.of());
    }

    /** The cards of those children that have one, by id. */
    public static Map<String, ChildCard> read(ViewStore store, Collection<String> ids) {
        var cards = new HashMap<String, ChildCard>();
        store.getAll(CARDS, ids)
                .forEach((id, document) -> cards.put(id, JSON.readValue(document.body(), ChildCard.class)));
        return cards;
    }

    private ChildCard card(RecordFacts facts) {
        var state = ChildState.asOf(facts, LAST_DAY);
        var custody = Custody.of(facts, state);
        return new ChildCard(
                facts.id().value(),
                facts.formerIds().stream().map(ChildId::value).toList(),
                state.isRegistered(),
                state.diedOn() == null && !state.isAbroad(),
                ChildFolding.person(state),
                state.region(),
                state.district(),
                custody.sealed(),
                custody.reporters().stream().map(AgencyId::value).collect(Collectors.toCollection(TreeSet::new)),
                List.copyOf(keysOf(facts)));
    }

    private SortedSet<String> keysOf(RecordFacts facts) {
        var found = new TreeSet<String>();
        for (var recorded : facts.events()) {
            if (recorded.event() instanceof RegistrationEvent event) {
                switch (event) {
                    case RecordOpened e -> add(found, e.person(), e.iin(), e.localIds());
                    case BirthRegistered e -> add(found, e.person(), e.iin(), e.localIds());
                    case ChildRegistered e -> add(found, e.person(), e.iin(), e.localIds());
                    case NationalIdAssigned e -> add(found, null, e.iin(), List.of());
                    case IdentityCorrected e -> add(found, e.person(), null, List.of());
                }
            }
        }
        return found;
    }

    private void add(
            SortedSet<String> found,
            @Nullable Person person,
            @Nullable Iin iin,
            List<? extends @Nullable LocalId> ids) {
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
