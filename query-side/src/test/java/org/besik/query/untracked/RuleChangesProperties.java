package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.rules.RuleBook;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.cases.CaseProjection;
import org.besik.query.contradictions.Contradictions;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.intake.Projection;
import org.besik.query.records.Facts;
import org.besik.query.rules.Ruled;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.TimelineProperties.Step;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.sqlite.SqliteGenerations;

/**
 * Facts come in any order around what people decided: merges and unmerges, steps of a case, rules put in force. The
 * documents are the same, whether views follow as it comes or are built from the log's beginning.
 */
class RuleChangesProperties {

    private static final ChildId ADA = new ChildId("ada");
    private static final ChildId BEK = new ChildId("bek");
    private static final SchoolCalendar CALENDAR = SchoolCalendar.standard();

    @Provide
    Arbitrary<List<Step>> lives() {
        return new TimelineProperties().lives();
    }

    @Property(tries = 12)
    void any_order_around_decisions_gives_the_same_documents(
            @ForAll("lives") List<Step> ada,
            @ForAll("lives") List<Step> bek,
            @ForAll boolean unmerged,
            @ForAll long seed)
            throws IOException {
        var random = new Random(seed);
        var facts = new ArrayList<RecordedEvent>();
        facts.addAll(TimelineProperties.told(Facts.of(ADA), ada).told());
        facts.addAll(TimelineProperties.told(Facts.of(BEK), bek).told());
        List<RecordedEvent> decisions = decisions(unmerged);

        var told = new ArrayList<>(facts);
        told.addAll(decisions);
        var mixed = new ArrayList<>(facts);
        Collections.shuffle(mixed, random);
        int from = 0;
        for (RecordedEvent decision : decisions) {
            int at = from + random.nextInt(mixed.size() + 1 - from);
            mixed.add(at, decision);
            from = at + 1;
        }

        assertThat(documents(mixed, 1 + random.nextInt(9)))
                .isEqualTo(documents(told, Integer.MAX_VALUE))
                .isNotEmpty();
    }

    /** In the order in which they were taken, which is part of what they say. */
    private static List<RecordedEvent> decisions(boolean unmerged) {
        var decided = Facts.of(ADA).from("officers", "KZ-71");
        decided.add("2016-05-01", new RecordsMerged(ADA, BEK, "both papers seen"));
        decided.add("2016-06-01", new CaseOpened(ADA, "case-1", new Note("nobody opens the door")));
        if (unmerged) {
            decided.add("2017-01-01", new MergeReverted(ADA, BEK, "two children after all"));
        }
        decided.add("2017-02-01", new CaseAssigned(ADA, "case-1", "saule"));
        decided.add("2017-03-01", new CaseClosed(ADA, "case-1", TraceOutcome.RECORD_ERROR));
        var all = new ArrayList<RecordedEvent>();
        // Their ids must not be those of facts
        for (RecordedEvent event : decided.told()) {
            all.add(renamed(event, "decision-" + all.size()));
        }
        all.add(1, Ruled.from("2017-01-15", "2026-2", 3, Map.of()));
        all.add(Ruled.from("2016-05-20", "2026-3", 40, Map.of("KZ-75", Ruled.handoffsAfter(2))));
        return all;
    }

    private static RecordedEvent renamed(RecordedEvent event, String id) {
        var from = event.provenance();
        return new RecordedEvent(
                event.position(),
                new org.besik.events.Provenance(
                        new org.besik.events.EventId(id),
                        from.occurredOn(),
                        from.recordedAt(),
                        from.agency(),
                        from.agencyService(),
                        id,
                        from.reporter(),
                        from.region(),
                        from.district(),
                        from.correlationId(),
                        from.causationId(),
                        from.officer()),
                event.event());
    }

    /** What the views come to when so many events are delivered at a time. */
    private static List<String> documents(List<RecordedEvent> order, int atOnce) throws IOException {
        Path folder = Files.createTempDirectory("rules");
        List<Projection> projections = List.of(
                new UntrackedProjection(CALENDAR, RuleBook.standard()), new Contradictions(), new CaseProjection());
        var feed = new ListFeed();
        try (var intake = new Intake(
                feed,
                feed.codec(),
                projections,
                List.of(new AgencyDays()),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
            intake.start();
            for (int from = 0; from < order.size(); from += Math.min(atOnce, order.size())) {
                feed.append(order.subList(from, Math.min(order.size(), from + Math.min(atOnce, order.size()))));
                await().until(() -> intake.health().isCaughtUp());
            }
            await().until(() -> intake.health().isCaughtUp()
                    && intake.health().rebuild() == null
                    && intake.views().rules().versions().size() == 3);
            var lines = new ArrayList<String>();
            for (Projection projection : projections) {
                for (Table table : projection.tables()) {
                    intake.views()
                            .store()
                            .find(new Query(table, List.of(), List.of(), 10_000))
                            .forEach(document -> lines.add(document.id()
                                    + document.fields()
                                    + new String(document.body(), StandardCharsets.UTF_8)));
                }
            }
            for (String figure :
                    List.of(UntrackedProjection.UNTRACKED_BY_REASON, UntrackedProjection.OPEN_BY_DISTRICT)) {
                for (String day : List.of("2016-06-01", "2017-01-20", "2024-01-01")) {
                    lines.add(figure + " " + intake.views().figure(figure, LocalDate.parse(day), List.of()));
                }
            }
            lines.sort(null);
            return lines;
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
