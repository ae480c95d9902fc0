package org.besik.query.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.besik.events.ChildEvent;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseNoted;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildFlagged;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TraceOutcome;
import org.besik.events.tracing.TracingEvent;

/** What officers decide stands in the order in which they decided it, whatever facts come around it. */
class CasesProperties {

    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    @Provide
    Arbitrary<List<ChildEvent>> decisions() {
        Arbitrary<String> cases = Arbitraries.of("c1", "c2");
        return Arbitraries.<ChildEvent>oneOf(
                        cases.map(id -> new CaseOpened(Facts.ADA, id, null)),
                        cases.flatMap(id ->
                                Arbitraries.of("saule", "timur").map(who -> new CaseAssigned(Facts.ADA, id, who))),
                        cases.map(id -> new TraceAttempted(Facts.ADA, id, new Note("visit"), null)),
                        cases.map(id -> new ChildLocated(Facts.ADA, id, TraceOutcome.DUPLICATE)),
                        cases.map(id -> new CaseClosed(Facts.ADA, id, TraceOutcome.NOT_LOCATED)),
                        cases.map(id -> new CaseReopened(Facts.ADA, id, new Note("again"))),
                        cases.map(id -> new CaseNoted(Facts.ADA, id, new Note("calls back"))),
                        cases.map(id -> new CaseEscalated(Facts.ADA, id, CaseLevel.REGION, new Note("up"))),
                        Arbitraries.of("SILENT", "UNREGISTERED")
                                .map(reason -> new ChildFlagged(Facts.ADA, reason, MAY_1, MAY_1.plusDays(9), "1")))
                .list()
                .ofMaxSize(12);
    }

    /** The same decisions on the same or on other days, with facts between them in one order or another. */
    @Property(tries = 300)
    void facts_around_them_and_their_order_change_nothing(
            @ForAll("decisions") List<ChildEvent> decisions, @ForAll Random random) {
        assertThat(cases(told(decisions, random, 4))).isEqualTo(cases(told(decisions, random, 0)));
    }

    @Property(tries = 300)
    void however_they_are_folded_they_come_to_the_same(
            @ForAll("decisions") List<ChildEvent> decisions, @ForAll Random random) {
        List<RecordedEvent> told = told(decisions, random, 2);
        var shuffled = new ArrayList<>(told);
        Collections.shuffle(shuffled, random);

        assertThat(cases(shuffled)).isEqualTo(cases(told));
    }

    /** All of one day, so that fold order says nothing about who decided first. */
    private static List<RecordedEvent> told(List<ChildEvent> decisions, Random random, int most) {
        Facts facts = Facts.ada();
        for (ChildEvent decision : decisions) {
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                facts.add(
                        MAY_1.minusDays(random.nextInt(40)).toString(),
                        new ContactRecorded(Facts.ADA, Service.HEALTH, Strength.SEEN, "visit"));
            }
            facts.add(MAY_1.toString(), decision);
        }
        return facts.told();
    }

    private static List<TraceCase> cases(List<RecordedEvent> events) {
        var cases = new Cases();
        events.stream().filter(event -> event.event() instanceof TracingEvent).forEach(cases::add);
        return cases.now();
    }
}
