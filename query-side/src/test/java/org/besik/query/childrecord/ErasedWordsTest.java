package org.besik.query.childrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Person;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.RecordOpened;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.query.cases.CaseProjection;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What officers wrote of a person is nowhere in the views once the person is erased. */
class ErasedWordsTest {

    static final ChildId ADA = new ChildId("ada");
    static final ChildId BEK = new ChildId("bek");
    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    static final Note WORDS = new Note("Дана knows");

    @TempDir
    Path folder;

    final ListFeed feed = new ListFeed();
    Intake intake;

    @BeforeEach
    void open() {
        intake = new Intake(
                feed,
                feed.codec(),
                List.of(new CaseProjection()),
                List.of(),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        intake.start();
        tell(opened(ADA), opened(BEK));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void why_and_how_a_child_was_looked_for_is_gone_with_the_child() {
        tell(
                new CaseOpened(ADA, "c", WORDS),
                new TraceAttempted(ADA, "c", WORDS, WORDS),
                new CaseEscalated(ADA, "c", CaseLevel.REGION, WORDS));
        assertThat(history(ADA)).contains("Дана");
        assertThat(file(ADA)).contains("Дана");

        erase(ADA);

        assertThat(history(ADA)).contains("REGION").doesNotContain("Дана");
        assertThat(file(ADA)).contains("REGION").doesNotContain("Дана");
        assertThat(intake.views().record(ADA).orElseThrow().events()).hasSize(5);
    }

    @Test
    void what_was_said_of_two_is_gone_with_either() {
        tell(new DuplicateRejected(BEK, ADA, WORDS));
        assertThat(history(BEK)).contains("Дана");

        erase(ADA);

        assertThat(history(BEK)).contains("ada").doesNotContain("Дана");
    }

    @Test
    void what_was_said_of_two_outlasts_a_merge_and_its_undoing() {
        tell(new RecordsMerged(ADA, BEK, WORDS));
        assertThat(history(BEK)).contains("Дана");
        tell(new MergeReverted(ADA, BEK, new Note("twins of Гүлнұр")));
        assertThat(history(ADA)).contains("Дана", "Гүлнұр");

        erase(BEK);

        assertThat(history(ADA)).contains("bek").doesNotContain("Дана", "Гүлнұр");
    }

    @Test
    void what_a_fact_caused_is_shown_as_its_reason_for_good() {
        tell(new RecordsMerged(ADA, BEK, "person"));
        erase(BEK);
        assertThat(history(ADA)).contains("\"reason\":\"person\"");
    }

    private static RecordOpened opened(ChildId child) {
        return new RecordOpened(child, null, List.of(), new Person(null, child.value(), null, null, null, null));
    }

    private void erase(ChildId child) {
        feed.erase(child);
        tell(new PersonalDataErased(child, "asked"));
    }

    private void tell(BesikEvent... events) {
        for (BesikEvent event : events) {
            feed.append(new RecordedEvent(
                    0,
                    new Provenance(
                            new EventId("e" + feed.head()),
                            MAY_1,
                            Instant.parse("2026-05-02T00:00:00Z"),
                            new AgencyId("social"),
                            Service.SOCIAL,
                            "r" + feed.head(),
                            null,
                            "KZ-71",
                            null,
                            null,
                            null),
                    event));
        }
        await().until(() -> intake.health().isCaughtUp());
    }

    /** What readers are shown of all events of a child. */
    private String history(ChildId child) {
        return intake.views().record(child).orElseThrow().events().stream()
                .map(event -> EventOnFile.of(event).data().toString())
                .toList()
                .toString();
    }

    /** The searches for a child as its file tells of them. */
    private String file(ChildId child) {
        RecordFacts facts = intake.views().record(child).orElseThrow();
        return ChildState.asOf(facts, MAY_1).cases().toString();
    }
}
