package org.besik.query.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;

/** Small facts and views that notice any difference in a record: who, in which order, how often. */
final class Toys {

    static final ChildId ADA = new ChildId("ada");
    static final ChildId BEK = new ChildId("bek");
    static final ChildId CAN = new ChildId("can");
    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    static final AgencyId CLINIC = new AgencyId("clinic");

    private Toys() {}

    static RecordedEvent event(LocalDate day, String ref, BesikEvent event) {
        String id = UUID.nameUUIDFromBytes((ref + event.getClass().getSimpleName()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new RecordedEvent(
                0,
                new Provenance(
                        new EventId(id),
                        day,
                        Instant.parse("2026-06-01T00:00:00Z"),
                        CLINIC,
                        Service.HEALTH,
                        ref,
                        null,
                        "KZ-71",
                        null,
                        null,
                        null),
                event);
    }

    static RecordedEvent contact(ChildId child, LocalDate day, String ref) {
        return event(day, ref, new ContactRecorded(child, Service.HEALTH, Strength.SEEN, "visit"));
    }

    /** The whole record in one document, one document per fact, and counts by day. */
    static class Diary implements Projection {

        static final Table DIARY =
                new Table("diary", List.of(new Table.Field("facts", Table.Type.LONG)), List.of(List.of("facts")));
        static final Table PAGES =
                new Table("pages", List.of(new Table.Field("child", Table.Type.TEXT)), List.of(List.of("child")));

        @Override
        public String name() {
            return "diary";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<Table> tables() {
            return List.of(DIARY, PAGES);
        }

        @Override
        public Fold begin(ChildState state) {
            var events = new ArrayList<RecordedEvent>();
            return new Fold() {
                @Override
                public void add(RecordedEvent event) {
                    events.add(event);
                }

                @Override
                public Folded folded() {
                    return fold(new RecordFacts(state.id(), state.formerIds(), List.copyOf(events)));
                }
            };
        }

        @Override
        public Folded fold(RecordFacts facts) {
            var documents = new ArrayList<TableDocument>();
            var counts = new ArrayList<Count>();
            var text = new StringBuilder(facts.formerIds().toString());
            for (RecordedEvent event : facts.events()) {
                String ref = event.provenance().ref();
                text.append(' ').append(event.provenance().occurredOn()).append(ref);
                documents.add(new TableDocument(
                        PAGES,
                        new Document(
                                facts.id() + "/" + event.provenance().eventId(),
                                Map.of("child", facts.id().value()),
                                new byte[0])));
                counts.add(new Count(
                        "facts",
                        event.provenance().region(),
                        "any",
                        event.provenance().occurredOn(),
                        1));
            }
            counts.add(new Count(
                    "children",
                    "KZ-71",
                    "any",
                    facts.events().getFirst().provenance().occurredOn(),
                    1));
            documents.add(new TableDocument(
                    DIARY,
                    new Document(
                            facts.id().value(),
                            Map.of("facts", (long) facts.events().size()),
                            text.toString().getBytes(StandardCharsets.UTF_8))));
            return new Folded(documents, counts);
        }
    }

    /** Follows the feed: which days an agency reported on. */
    static final class Days implements FeedProjection {

        static final Table DAYS = new Table("days", List.of(), List.of());

        @Override
        public String name() {
            return "days";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<Table> tables() {
            return List.of(DAYS);
        }

        @Override
        public List<Change> project(List<RecordedEvent> batch, ViewStore views) {
            return batch.stream()
                    .map(e -> (Change) new Change.Upsert(
                            DAYS,
                            new Document(
                                    e.provenance().agency() + "/"
                                            + e.provenance().occurredOn(),
                                    Map.of(),
                                    new byte[0])))
                    .toList();
        }
    }
}
