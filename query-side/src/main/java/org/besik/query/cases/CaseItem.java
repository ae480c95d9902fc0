package org.besik.query.cases;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.access.Guarded;
import org.besik.query.records.ChildState;
import org.besik.query.records.TraceCase;
import org.jspecify.annotations.Nullable;

/**
 * One case in the list of cases; attempts and notes stand on the child's file.
 *
 * @param childId the record as it is known now
 * @param state {@code OPEN}, {@code ASSIGNED}, {@code LOCATED} or {@code CLOSED}
 * @param level {@code DISTRICT}, {@code REGION} or {@code NATION}
 * @param flaggedOn the day on which the child was flagged before the search began; null: it was not
 * @param reasons for which it was flagged then
 * @param attempts how often somebody looked for the child
 * @param outcome what the search came to; null: nothing yet
 * @param sealed whether the child's record is closed to all but auditors and administrators
 */
public record CaseItem(
        String caseId,
        String childId,
        String state,
        String level,
        @Nullable String assignee,
        String region,
        @Nullable String district,
        LocalDate openedOn,
        @Nullable LocalDate flaggedOn,
        List<String> reasons,
        int attempts,
        @Nullable LocalDate lastAttemptOn,
        @Nullable LocalDate locatedOn,
        @Nullable LocalDate closedOn,
        @Nullable String outcome,
        boolean sealed)
        implements Guarded {

    static CaseItem of(TraceCase one, ChildState state) {
        TraceOutcome outcome = one.outcome();
        var located = one.located();
        var closed = one.closed();
        return new CaseItem(
                one.id(),
                state.id().value(),
                one.state().name(),
                one.level().name(),
                one.assignee(),
                state.region(),
                state.district(),
                one.openedOn(),
                one.flaggedOn(),
                one.flags().stream()
                        .map(TraceCase.FlagRaised::reason)
                        .distinct()
                        .toList(),
                one.attempts().size(),
                one.attempts().stream()
                        .map(TraceCase.Attempt::on)
                        .max(LocalDate::compareTo)
                        .orElse(null),
                located == null ? null : located.on(),
                closed == null ? null : closed.on(),
                outcome == null ? null : outcome.name(),
                state.isSealed());
    }

    @Override
    public boolean reportedBy(AgencyId agency) {
        return false;
    }
}
