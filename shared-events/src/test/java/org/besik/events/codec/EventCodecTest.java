package org.besik.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.besik.events.AgencyId;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Officer;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.Relative;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    static final ChildId ADA = new ChildId("0a5f4d6c-0000-4000-8000-00000000000a");
    static final ChildId BOB = new ChildId("0a5f4d6c-0000-4000-8000-00000000000b");
    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    static final BirthRegistered BIRTH = new BirthRegistered(
            ADA,
            new Person("Әбенова", "Ада", null, Sex.F, MAY_1, null),
            new Iin("240115600013"),
            List.of(new LocalId("polyclinic", "N-7"), new LocalId("ward", "N-8")),
            new Relative("Әбенова Дана", null, null, null, null, null),
            new Place("KZ-71", "Есіл", null),
            "ward-3");

    final TestKeys keys = new TestKeys();
    final EventCodec codec = new EventCodec(keys);

    @Test
    void an_event_comes_back_as_it_was() {
        assertThat(reread(codec.encode(BIRTH))).isEqualTo(BIRTH);
    }

    @Test
    void who_somebody_is_cannot_be_read_in_the_stored_bytes() {
        String stored = new String(codec.encode(BIRTH).payload(), UTF_8);
        assertThat(stored)
                .contains("KZ-71", "ward-3", ADA.value())
                .doesNotContain("Ада", "Әбенова", "Дана", "240115600013", "polyclinic", "N-7", "2026-05-01");
    }

    @Test
    void the_same_person_is_never_sealed_the_same_way_twice() {
        assertThat(codec.encode(BIRTH).payload())
                .isNotEqualTo(codec.encode(BIRTH).payload());
    }

    @Test
    void with_the_key_destroyed_the_person_is_gone_and_the_rest_is_not() {
        EncodedEvent stored = codec.encode(BIRTH);
        keys.destroy(ADA);
        assertThat(reread(stored))
                .isEqualTo(new BirthRegistered(ADA, null, null, List.of(), null, BIRTH.place(), BIRTH.facility()));
    }

    @Test
    void a_sealed_component_opens_for_no_other_child() {
        EncodedEvent stored = codec.encode(BIRTH);
        byte[] moved = new String(stored.payload(), UTF_8)
                .replace(ADA.value(), BOB.value())
                .getBytes(UTF_8);
        assertThatThrownBy(() -> codec.decode(stored.type(), stored.revision(), moved))
                .hasStackTraceContaining("does not open");
    }

    @Test
    void a_component_that_is_not_known_yet_is_passed_over() {
        byte[] newer =
                "{\"childId\":\"%s\",\"service\":\"HEALTH\",\"strength\":\"SEEN\",\"kind\":\"visit\",\"mood\":\"good\"}"
                        .formatted(ADA)
                        .getBytes(UTF_8);
        assertThat(codec.decode("contact.ContactRecorded", "1", newer))
                .isEqualTo(new ContactRecorded(ADA, Service.HEALTH, Strength.SEEN, "visit"));
    }

    @Test
    void an_unknown_type_or_revision_is_an_error() {
        assertThatThrownBy(() -> codec.decode("contact.Waved", "1", "{}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.decode("contact.ContactRecorded", "9", "{}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** How an old revision stays readable: two steps, as if a contact had once been told by a single word. */
    @Test
    void old_revisions_are_upcast_while_they_are_read() {
        var reading = new EventCodec(
                keys,
                List.of(
                        new Upcaster("contact.ContactRecorded", "0.1", "0.2", payload -> {
                            payload.put("kind", payload.remove("how").textValue());
                            payload.put("service", "HEALTH");
                        }),
                        new Upcaster(
                                "contact.ContactRecorded", "0.2", "1", payload -> payload.put("strength", "SEEN"))));
        byte[] old =
                "{\"childId\":\"%s\",\"how\":\"home-visit\"}".formatted(ADA).getBytes(UTF_8);
        assertThat(reading.decode("contact.ContactRecorded", "0.1", old))
                .isEqualTo(new ContactRecorded(ADA, Service.HEALTH, Strength.SEEN, "home-visit"));
    }

    @Test
    void words_of_ones_own_are_sealed_as_a_person_is() {
        Note words = new Note("gone to aunt Дана");
        for (var told : Map.<ChildEvent, ChildEvent>of(
                        new TraceAttempted(ADA, "c-1", words, words), new TraceAttempted(ADA, "c-1", null, null),
                        new CaseOpened(ADA, "c-1", words), new CaseOpened(ADA, "c-1", null),
                        new CaseReopened(ADA, "c-1", words), new CaseReopened(ADA, "c-1", null),
                        new CaseEscalated(ADA, "c-1", CaseLevel.REGION, words),
                                new CaseEscalated(ADA, "c-1", CaseLevel.REGION, null),
                        new ContradictionResolved(ADA, "x", words), new ContradictionResolved(ADA, "x", null),
                        new ContactRetracted(ADA, "x", words), new ContactRetracted(ADA, "x", null),
                        new HandoffDeclined(ADA, "x", words), new HandoffDeclined(ADA, "x", null),
                        new HandoffCancelled(ADA, "x", words), new HandoffCancelled(ADA, "x", null))
                .entrySet()) {
            var keys = new TestKeys();
            var codec = new EventCodec(keys);
            EncodedEvent stored = codec.encode(told.getKey());

            assertThat(new String(stored.payload(), UTF_8)).doesNotContain("Дана");
            assertThat(codec.decode(stored.type(), stored.revision(), stored.payload()))
                    .isEqualTo(told.getKey());
            keys.destroy(ADA);
            assertThat(codec.decode(stored.type(), stored.revision(), stored.payload()))
                    .isEqualTo(told.getValue());
        }
    }

    @Test
    void words_about_two_persons_end_with_the_key_of_either() {
        Note words = new Note("Дана and Бек are cousins");
        for (var told : Map.<ChildEvent, ChildEvent>of(
                        new DuplicateRejected(ADA, BOB, words), new DuplicateRejected(ADA, BOB, null),
                        new RecordsMerged(ADA, BOB, words), new RecordsMerged(ADA, BOB, null, null),
                        new MergeReverted(ADA, BOB, words), new MergeReverted(ADA, BOB, null, null))
                .entrySet()) {
            for (ChildId erased : List.of(ADA, BOB)) {
                var keys = new TestKeys();
                var codec = new EventCodec(keys);
                EncodedEvent stored = codec.encode(told.getKey());

                assertThat(new String(stored.payload(), UTF_8)).doesNotContain("Дана");
                assertThat(codec.decode(stored.type(), stored.revision(), stored.payload()))
                        .isEqualTo(told.getKey());
                keys.destroy(erased);
                assertThat(codec.decode(stored.type(), stored.revision(), stored.payload()))
                        .isEqualTo(told.getValue());
            }
        }
    }

    @Test
    void what_a_fact_caused_is_no_ones_words() {
        EncodedEvent stored = codec.encode(new RecordsMerged(ADA, BOB, RecordsMerged.DESPITE_REJECTION));

        assertThat(new String(stored.payload(), UTF_8)).contains("\"cause\":\"despite-rejection\"");
        keys.destroy(ADA);
        keys.destroy(BOB);
        assertThat(reread(stored)).isEqualTo(new RecordsMerged(ADA, BOB, RecordsMerged.DESPITE_REJECTION));
    }

    @Test
    void words_that_an_old_revision_did_not_seal_are_read_for_as_long_as_there_is_a_key() {
        byte[] open = "{\"childId\":\"%s\",\"caseId\":\"c-1\",\"method\":\"visit\",\"result\":\"gone to aunt Дана\"}"
                .formatted(ADA)
                .getBytes(UTF_8);
        byte[] none = "{\"childId\":\"%s\",\"caseId\":\"c-1\",\"method\":\"visit\"}"
                .formatted(ADA)
                .getBytes(UTF_8);
        byte[] handoff = "{\"childId\":\"%s\",\"handoff\":\"x\",\"reason\":\"full\"}"
                .formatted(ADA)
                .getBytes(UTF_8);
        byte[] about = "{\"childId\":\"%s\",\"other\":\"%s\",\"reason\":\"cousins\"}"
                .formatted(ADA, BOB)
                .getBytes(UTF_8);

        assertThat(codec.decode("tracing.TraceAttempted", "1", open))
                .isEqualTo(new TraceAttempted(ADA, "c-1", new Note("visit"), new Note("gone to aunt Дана")));
        assertThat(codec.decode("tracing.TraceAttempted", "1", none))
                .isEqualTo(new TraceAttempted(ADA, "c-1", new Note("visit"), null));
        assertThat(codec.decode("identity.DuplicateRejected", "1", about))
                .isEqualTo(new DuplicateRejected(ADA, BOB, new Note("cousins")));
        assertThat(codec.decode("handoff.HandoffDeclined", "1", handoff))
                .isEqualTo(new HandoffDeclined(ADA, "x", new Note("full")));
        keys.destroy(BOB);
        assertThat(codec.decode("identity.DuplicateRejected", "1", about))
                .isEqualTo(new DuplicateRejected(ADA, BOB, null));
        keys.destroy(ADA);
        assertThat(codec.decode("tracing.TraceAttempted", "1", open))
                .isEqualTo(new TraceAttempted(ADA, "c-1", null, null));
    }

    @Test
    void an_old_revisions_reason_for_joining_is_a_cause_if_a_fact_may_have_been_it() {
        String old = "{\"childId\":\"%s\",\"merged\":\"%s\",\"restored\":\"%s\",\"reason\":\"%s\"}";
        for (String cause : List.of("person", "iin", "identifier", "officer", "despite-rejection")) {
            byte[] stored = old.formatted(ADA, BOB, BOB, cause).getBytes(UTF_8);
            assertThat(codec.decode("identity.RecordsMerged", "1", stored))
                    .isEqualTo(new RecordsMerged(ADA, BOB, cause));
            assertThat(codec.decode("identity.MergeReverted", "1", stored))
                    .isEqualTo(new MergeReverted(ADA, BOB, cause));
        }
        byte[] words = old.formatted(ADA, BOB, BOB, "both papers seen").getBytes(UTF_8);
        assertThat(codec.decode("identity.RecordsMerged", "1", words))
                .isEqualTo(new RecordsMerged(ADA, BOB, new Note("both papers seen")));
        assertThat(codec.decode("identity.MergeReverted", "1", words))
                .isEqualTo(new MergeReverted(ADA, BOB, new Note("both papers seen")));
    }

    @Test
    void what_today_is_sealed_is_not_read_if_it_is_open() {
        byte[] open = "{\"childId\":\"%s\",\"caseId\":\"c-1\",\"method\":\"visit\",\"result\":{\"text\":\"home\"}}"
                .formatted(ADA)
                .getBytes(UTF_8);
        assertThatThrownBy(() -> codec.decode("tracing.TraceAttempted", "3", open))
                .hasStackTraceContaining("not a sealed component");
    }

    @Test
    void provenance_travels_as_metadata() {
        var full = new Provenance(
                new EventId("e-1"),
                MAY_1,
                Instant.parse("2026-05-02T10:15:30.123456789Z"),
                new AgencyId("clinic"),
                Service.HEALTH,
                "visit \"1\"\n№",
                "hub",
                "KZ-71",
                "Есіл",
                "delivery-1",
                new EventId("e-0"));
        var bare = new Provenance(
                new EventId("e-1"),
                MAY_1,
                full.recordedAt(),
                full.agency(),
                null,
                "r",
                null,
                "unknown",
                null,
                null,
                null);
        var decided = new Provenance(
                new EventId("e-2"),
                MAY_1,
                full.recordedAt(),
                AgencyId.BESIK,
                null,
                "r",
                null,
                "unknown",
                null,
                "request-1",
                null,
                new Officer("officer-7", "MONITOR"));
        for (Provenance each : List.of(full, bare, decided)) {
            byte[] stored = Metadata.encode(Metadata.of(each));
            assertThat(Metadata.provenance(stored)).isEqualTo(each);
        }
        assertThat(Metadata.decode(Metadata.encode(Map.of()))).isEmpty();

        Map<String, String> newer = Metadata.of(bare);
        newer.put("later", "a newer Besik says more");
        newer.remove("region");
        assertThat(Metadata.provenance(Metadata.encode(newer))).isEqualTo(bare);
    }

    private Object reread(EncodedEvent stored) {
        return codec.decode(stored.type(), stored.revision(), stored.payload());
    }
}
