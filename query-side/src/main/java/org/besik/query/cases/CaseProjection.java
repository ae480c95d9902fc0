package org.besik.query.cases;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.besik.events.tracing.TraceOutcome;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.Table.Field;
import org.besik.query.viewstore.Table.Type;
import tools.jackson.databind.json.JsonMapper;

/** Answers: which searches are there, and where do they stand? One document per case. */
public final class CaseProjection implements Projection {

    static final String STATE = "state";
    static final String REGION = "region";
    static final String ASSIGNEE = "assignee";
    static final String OPENED_ON = "opened_on";
    static final String CHILD = "child";

    static final Table TABLE = new Table(
            "trace_case",
            List.of(
                    new Field(STATE, Type.TEXT),
                    new Field(REGION, Type.TEXT),
                    new Field(ASSIGNEE, Type.TEXT),
                    new Field(OPENED_ON, Type.LONG),
                    new Field(CHILD, Type.TEXT)),
            List.of(
                    List.of(STATE, "-" + OPENED_ON),
                    List.of(REGION, STATE, "-" + OPENED_ON),
                    List.of(ASSIGNEE, STATE, "-" + OPENED_ON),
                    List.of(ASSIGNEE, REGION, STATE, "-" + OPENED_ON),
                    List.of(CHILD)));

    /** Figures by day of flagged children's cases: {@code reason/outcome} of those that were closed. */
    public static final String CLOSED = "case.closed";

    /** As above: {@code reason/days} from flag to finding, or {@link #NEVER}. */
    public static final String LOCATED = "case.located";

    /** In place of the days: the search ended without finding the child. */
    public static final String NEVER = "never";

    static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public Fold begin(ChildState state) {
        return new CaseFold(state);
    }

    /** Nearly every child has no case: then nothing is made of it, again and again. */
    private static final class CaseFold implements Fold {

        private final ChildState state;
        private List<CaseItem> items = List.of();
        private Folded folded = NOTHING;

        CaseFold(ChildState state) {
            this.state = state;
        }

        @Override
        public Folded folded() {
            List<CaseItem> now =
                    state.cases().stream().map(one -> CaseItem.of(one, state)).toList();
            if (!now.equals(items)) {
                items = now;
                var documents = new ArrayList<TableDocument>();
                now.forEach(item -> documents.add(new TableDocument(TABLE, document(item))));
                folded = new Folded(documents, counts(now));
            }
            return folded;
        }
    }

    /** What became of flagged children; a case of a child that nobody flagged says nothing about flags. */
    private static List<Count> counts(List<CaseItem> items) {
        var counts = new ArrayList<Count>();
        for (CaseItem item : items) {
            LocalDate flaggedOn = item.flaggedOn();
            if (flaggedOn == null) {
                continue;
            }
            String reason = item.reasons().getFirst() + "/";
            LocalDate closedOn = item.closedOn();
            String outcome = item.outcome();
            if (closedOn != null) {
                counts.add(new Count(CLOSED, item.region(), reason + outcome, closedOn, 1));
            }
            boolean isFound = !TraceOutcome.NOT_LOCATED.name().equals(outcome);
            LocalDate foundOn = item.locatedOn() == null ? closedOn : item.locatedOn();
            if (isFound && foundOn != null) {
                long days = Math.max(0, ChronoUnit.DAYS.between(flaggedOn, foundOn));
                counts.add(new Count(LOCATED, item.region(), reason + days, foundOn, 1));
            } else if (closedOn != null) {
                counts.add(new Count(LOCATED, item.region(), reason + NEVER, closedOn, 1));
            }
        }
        return counts;
    }

    private static Document document(CaseItem item) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(STATE, item.state());
        fields.put(REGION, item.region());
        String assignee = item.assignee();
        if (assignee != null) {
            fields.put(ASSIGNEE, assignee);
        }
        fields.put(OPENED_ON, item.openedOn().toEpochDay());
        fields.put(CHILD, item.childId());
        return new Document(item.childId() + "/" + item.caseId(), fields, JSON.writeValueAsBytes(item));
    }
}
