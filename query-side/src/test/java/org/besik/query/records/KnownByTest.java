package org.besik.query.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.junit.jupiter.api.Test;

class KnownByTest {

    static final ChildId ADA = new ChildId("ada");
    static final ChildId TWIN = new ChildId("ada-again");
    static final ChildId THIRD = new ChildId("ada-once-more");

    private final List<RecordedEvent> events = new ArrayList<>();

    /** Happened on a day of May 2026 and was recorded on another. */
    private void told(ChildEvent event, int happened, int recorded) {
        int number = events.size() + 1;
        events.add(new RecordedEvent(
                number,
                new Provenance(
                        new EventId("e" + number),
                        LocalDate.of(2026, 5, happened),
                        at(recorded),
                        new AgencyId("clinic"),
                        null,
                        "r" + number,
                        null,
                        "KZ-71",
                        null,
                        null,
                        null),
                event));
    }

    static Instant at(int day) {
        return LocalDate.of(2026, 5, day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static ContactRecorded visit(ChildId child) {
        return new ContactRecorded(child, Service.HEALTH, Strength.SEEN, "visit");
    }

    private RecordFacts at(ChildId asked, int day) {
        return KnownBy.at(new RecordFacts(ADA, List.of(TWIN, THIRD), events), asked, at(day));
    }

    private static List<String> ids(RecordFacts facts) {
        return facts.events().stream()
                .map(event -> event.provenance().eventId().value())
                .toList();
    }

    @Test
    void what_was_recorded_later_was_not_known() {
        told(visit(ADA), 1, 1);
        told(visit(ADA), 2, 9);

        assertThat(ids(at(ADA, 8))).containsExactly("e1");
        assertThat(ids(at(ADA, 9))).containsExactly("e1", "e2");
    }

    @Test
    void records_joined_later_stand_apart() {
        told(visit(ADA), 1, 1);
        told(visit(TWIN), 2, 2);
        told(new RecordsMerged(ADA, TWIN, "same child"), 5, 5);

        assertThat(ids(at(ADA, 4))).containsExactly("e1");
        assertThat(ids(at(TWIN, 4))).containsExactly("e2");
        assertThat(at(TWIN, 4).id()).isEqualTo(TWIN);
        assertThat(at(TWIN, 5).id()).isEqualTo(ADA);
        assertThat(at(ADA, 5).formerIds()).containsExactly(TWIN);
        assertThat(ids(at(ADA, 5))).containsExactly("e1", "e2", "e3");
    }

    @Test
    void a_joining_undone_later_still_held_before() {
        told(visit(ADA), 1, 1);
        told(visit(TWIN), 2, 2);
        told(new RecordsMerged(ADA, TWIN, "same child"), 5, 5);
        told(new MergeReverted(ADA, TWIN, "no"), 7, 7);

        assertThat(ids(at(TWIN, 6))).containsExactly("e1", "e2", "e3");
        assertThat(ids(at(TWIN, 7))).containsExactly("e2");
        assertThat(at(ADA, 7).formerIds()).isEmpty();
    }

    @Test
    void a_record_joined_to_one_that_was_joined_goes_with_it() {
        told(visit(THIRD), 1, 1);
        told(new RecordsMerged(TWIN, THIRD, "same child"), 2, 2);
        told(new RecordsMerged(ADA, TWIN, "same child"), 3, 3);
        told(new MergeReverted(ADA, TWIN, "no"), 4, 4);

        assertThat(at(THIRD, 2).id()).isEqualTo(TWIN);
        assertThat(at(THIRD, 3).id()).isEqualTo(ADA);
        assertThat(at(THIRD, 4).id()).isEqualTo(TWIN);
    }
}
