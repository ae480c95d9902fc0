package org.besik.query.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.Officer;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseNoted;
import org.besik.events.tracing.CaseOpened;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildFlagged;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.ContradictionResolved;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TracingEvent;
import org.besik.query.records.TraceCase.Attempt;
import org.besik.query.records.TraceCase.End;
import org.besik.query.records.TraceCase.FlagRaised;
import org.jspecify.annotations.Nullable;

/**
 * The searches for a child. What officers decide counts in the order of the log, not in that of facts: each decision rests
 * on those before it, and several of one day have no other order. Facts may come in any order around them.
 */
final class Cases {

    private static final Comparator<RecordedEvent> AS_DECIDED = Comparator.comparingLong(RecordedEvent::position);

    private final List<RecordedEvent> events = new ArrayList<>(0);
    private @Nullable List<TraceCase> now = List.of();

    /** Takes an event of tracing; in any order. */
    void add(RecordedEvent event) {
        events.add(event);
        now = null;
    }

    /** In the order in which they were opened. */
    List<TraceCase> now() {
        if (now == null) {
            now = fold();
        }
        return now;
    }

    /** Every flag that was raised. */
    List<FlagRaised> flagsRaised() {
        return events.stream()
                .sorted(AS_DECIDED)
                .map(RecordedEvent::event)
                .filter(ChildFlagged.class::isInstance)
                .map(ChildFlagged.class::cast)
                .map(FlagRaised::of)
                .toList();
    }

    private List<TraceCase> fold() {
        var flags = new ArrayList<FlagRaised>();
        Map<String, TraceCase> cases = new LinkedHashMap<>();
        events.stream().sorted(AS_DECIDED).forEach(recorded -> {
            Provenance from = recorded.provenance();
            switch ((TracingEvent) recorded.event()) {
                case ChildFlagged e -> flags.add(FlagRaised.of(e));
                case CaseOpened e -> cases.put(e.caseId(), opened(e, from, flags));
                case CaseAssigned e ->
                    cases.computeIfPresent(e.caseId(), (id, was) -> with(was, was.level(), e.assignee()));
                case CaseEscalated e ->
                    cases.computeIfPresent(e.caseId(), (id, was) -> with(was, e.level(), was.assignee()));
                case TraceAttempted e -> cases.computeIfPresent(e.caseId(), (id, was) -> attempted(was, e, from));
                case ChildLocated e ->
                    cases.computeIfPresent(
                            e.caseId(),
                            (id, was) -> ended(was, new End(from.occurredOn(), e.outcome(), by(from)), null));
                case CaseClosed e -> {
                    cases.computeIfPresent(
                            e.caseId(),
                            (id, was) -> ended(was, was.located(), new End(from.occurredOn(), e.outcome(), by(from))));
                    // The next search is about what is flagged from now on
                    flags.clear();
                }
                case CaseReopened e -> cases.computeIfPresent(e.caseId(), (id, was) -> ended(was, null, null));
                // It stands in the log of the case; no list asks for it
                case CaseNoted e -> {}
                case ContradictionResolved e -> {}
            }
        });
        return List.copyOf(cases.values());
    }

    private static String by(Provenance from) {
        Officer officer = from.officer();
        return officer == null ? from.agency().value() : officer.account();
    }

    private static @Nullable String words(@Nullable Note note) {
        return note == null ? null : note.text();
    }

    private static TraceCase opened(CaseOpened event, Provenance from, List<FlagRaised> flags) {
        return new TraceCase(
                event.caseId(),
                from.occurredOn(),
                by(from),
                words(event.reason()),
                flags.stream().sorted(Comparator.comparing(FlagRaised::dueOn)).toList(),
                CaseLevel.DISTRICT,
                null,
                List.of(),
                null,
                null);
    }

    private static TraceCase attempted(TraceCase was, TraceAttempted event, Provenance from) {
        var attempts = new ArrayList<>(was.attempts());
        attempts.add(new Attempt(from.occurredOn(), words(event.method()), words(event.result()), by(from)));
        return new TraceCase(
                was.id(),
                was.openedOn(),
                was.openedBy(),
                was.reason(),
                was.flags(),
                was.level(),
                was.assignee(),
                List.copyOf(attempts),
                was.located(),
                was.closed());
    }

    private static TraceCase with(TraceCase was, CaseLevel level, @Nullable String assignee) {
        return new TraceCase(
                was.id(),
                was.openedOn(),
                was.openedBy(),
                was.reason(),
                was.flags(),
                level,
                assignee,
                was.attempts(),
                was.located(),
                was.closed());
    }

    private static TraceCase ended(TraceCase was, @Nullable End located, @Nullable End closed) {
        return new TraceCase(
                was.id(),
                was.openedOn(),
                was.openedBy(),
                was.reason(),
                was.flags(),
                was.level(),
                was.assignee(),
                was.attempts(),
                located,
                closed);
    }
}
