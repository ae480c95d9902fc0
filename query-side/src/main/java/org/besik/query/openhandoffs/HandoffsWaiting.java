package org.besik.query.openhandoffs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.query.intake.Projection;
import org.besik.query.records.ChildState;
import org.besik.query.records.Handoff;
import org.besik.query.spells.Spells;
import org.besik.query.viewstore.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers: which handoffs waited for an answer on any day, and whose? One spell for each, answered ones too. */
public final class HandoffsWaiting implements Projection {

    static final String REGION = "region";
    static final String FROM = "from_agency";
    static final String TO = "to_agency";
    static final Spells SPELLS = new Spells("open_handoff", List.of(REGION, FROM, TO));

    /** Handoffs waiting by day, of the child's region; {@code key} is the service. */
    static final String FIGURE = "handoffs";

    static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "open_handoffs";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Table> tables() {
        return List.of(SPELLS.table());
    }

    @Override
    public Fold begin(ChildState state) {
        return () -> folded(state);
    }

    private static Folded folded(ChildState state) {
        List<Handoff> handoffs = state.handoffs();
        if (handoffs.isEmpty()) {
            return NOTHING;
        }
        var documents = new ArrayList<TableDocument>();
        var counts = new ArrayList<Count>();
        for (Handoff handoff : handoffs) {
            LocalDate ended = earlier(handoff.settledOn(), state.diedOn());
            LocalDate until = earlier(ended, state.majorityOn());
            var row = new OpenHandoff(
                    handoff.id().value(),
                    state.id().value(),
                    state.region(),
                    handoff.from().value(),
                    handoff.to().value(),
                    handoff.service().name(),
                    handoff.offeredOn(),
                    handoff.waitingSince(),
                    handoff.dueBy(),
                    handoff.status() == Handoff.Status.DECLINED);
            documents.addAll(SPELLS.documents(
                    state.id() + "/" + row.handoffId(),
                    Map.of(REGION, row.region(), FROM, row.from(), TO, row.to()),
                    handoff.offeredOn(),
                    until,
                    ended != null,
                    JSON.writeValueAsBytes(row)));
            counts.addAll(Spells.counts(FIGURE, row.region(), row.service(), handoff.offeredOn(), until));
        }
        return new Folded(documents, counts);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return Stream.of(a, b)
                .filter(day -> day != null)
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}
