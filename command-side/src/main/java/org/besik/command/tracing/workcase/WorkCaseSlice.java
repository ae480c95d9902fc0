package org.besik.command.tracing.workcase;

import static org.besik.command.refusal.Refused.unless;

import java.util.List;
import org.besik.command.deciding.CaseFile;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Decision;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.deciding.Slice;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.tracing.CaseAssigned;
import org.besik.events.tracing.CaseClosed;
import org.besik.events.tracing.CaseEscalated;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.CaseNoted;
import org.besik.events.tracing.CaseReopened;
import org.besik.events.tracing.ChildLocated;
import org.besik.events.tracing.Note;
import org.besik.events.tracing.TraceAttempted;
import org.besik.events.tracing.TraceOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a case while it is open, how it ends, and how it begins again. A child has one open case, except where
 * records that each had one turned out to be one child: then an order names the case it means.
 */
public final class WorkCaseSlice {

    private WorkCaseSlice() {}

    /** The decisions of this folder; all rest on the child's cases. */
    public static List<Slice<?>> configure() {
        return List.of(
                slice(AssignCase.class, WorkCaseSlice::decide),
                slice(AttemptTrace.class, WorkCaseSlice::decide),
                slice(NoteCase.class, WorkCaseSlice::decide),
                slice(LocateChild.class, WorkCaseSlice::decide),
                slice(EscalateCase.class, WorkCaseSlice::decide),
                slice(CloseCase.class, WorkCaseSlice::decide),
                slice(ReopenCase.class, WorkCaseSlice::decide));
    }

    private static <O extends Order> Slice<O> slice(Class<O> order, Decision<O> decision) {
        return new Slice<>(order, decision, CaseFile.EVENTS);
    }

    static CaseAssigned decide(AssignCase order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        unless(
                !order.assignee().equals(open.assignee()),
                Rule.CASE_ASSIGNED,
                "assignee",
                "this account answers for the case already");
        return new CaseAssigned(open.record(), open.id(), order.assignee());
    }

    static TraceAttempted decide(AttemptTrace order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        return new TraceAttempted(open.record(), open.id(), new Note(order.method()), Note.of(order.result()));
    }

    static CaseNoted decide(NoteCase order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        return new CaseNoted(open.record(), open.id(), new Note(order.note()));
    }

    static ChildLocated decide(LocateChild order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        unless(
                order.outcome() != TraceOutcome.NOT_LOCATED,
                Rule.UNKNOWN_VALUE,
                "outcome",
                "who was not found was not located: close the case with this outcome");
        unless(
                open.located() == null,
                Rule.CASE_LOCATED,
                null,
                "the child is located already; closing the case may correct the outcome");
        return new ChildLocated(open.record(), open.id(), order.outcome());
    }

    static CaseEscalated decide(EscalateCase order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        CaseLevel to = order.to() == null ? above(open.level()) : order.to();
        unless(
                to.compareTo(open.level()) > 0,
                Rule.CASE_ESCALATED,
                order.to() == null ? null : "level",
                "the case is at level " + open.level() + "; it only goes up");
        return new CaseEscalated(open.record(), open.id(), to, new Note(order.reason()));
    }

    private static CaseLevel above(CaseLevel level) {
        return level == CaseLevel.DISTRICT ? CaseLevel.REGION : CaseLevel.NATION;
    }

    static CaseClosed decide(CloseCase order, Fact fact, ChildId child, ChildFacts known) {
        CaseFile open = open(order.caseId(), known);
        TraceOutcome outcome = order.outcome() == null ? open.located() : order.outcome();
        if (outcome == null) {
            throw new Refused(
                    Rule.MISSING_FIELD, "outcome", "it is required: the child was not located before the closing");
        }
        return new CaseClosed(open.record(), open.id(), outcome);
    }

    static CaseReopened decide(ReopenCase order, Fact fact, ChildId child, ChildFacts known) {
        unless(
                known.cases().stream().noneMatch(CaseFile::open),
                Rule.CASE_OPEN,
                null,
                "somebody looks for the child already");
        CaseFile closed = known.cases().stream()
                .filter(file -> order.caseId() == null || file.id().equals(order.caseId()))
                .reduce((first, last) -> last)
                .orElseThrow(() -> none(order.caseId(), Rule.NO_CLOSED_CASE, "no case of this child was closed"));
        return new CaseReopened(closed.record(), closed.id(), new Note(order.reason()));
    }

    /** The case that is meant: the named one, else the only one that is open. */
    private static CaseFile open(@Nullable String caseId, ChildFacts known) {
        List<CaseFile> open = known.cases().stream()
                .filter(CaseFile::open)
                .filter(file -> caseId == null || file.id().equals(caseId))
                .toList();
        unless(open.size() < 2, Rule.CASE_AMBIGUOUS, "case", "several cases are open: name one by its caseId");
        return open.stream()
                .findFirst()
                .orElseThrow(() -> none(caseId, Rule.NO_OPEN_CASE, "open one, or reopen the one that was closed"));
    }

    private static Refused none(@Nullable String caseId, Rule rule, String detail) {
        return new Refused(rule, caseId == null ? null : "case", detail);
    }
}
