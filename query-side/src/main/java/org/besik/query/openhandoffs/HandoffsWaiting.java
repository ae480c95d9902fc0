package org.besik.query.openhandoffs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.query.records.ChildState;
import org.besik.query.records.Handoff;
import org.besik.query.spells.SpellProjection;
import org.besik.query.spells.Spells;
import org.jspecify.annotations.Nullable;

/** Answers: which handoffs waited for an answer on any day, and whose? One spell for each, answered ones too. */
public final class HandoffsWaiting extends SpellProjection {

    static final String REGION = "region";
    static final String FROM = "from_agency";
    static final String TO = "to_agency";
    static final Spells SPELLS = new Spells("open_handoff", List.of(REGION, FROM, TO));

    /** Handoffs waiting by day, of the child's region; {@code key} is the service. */
    static final String FIGURE = "handoffs";

    /** Needs nothing but the records. */
    public HandoffsWaiting() {
        super("open_handoffs", SPELLS, FIGURE);
    }

    /** 2: a case that was declined and sent on waits no more. */
    @Override
    public String version() {
        return "2";
    }

    @Override
    protected List<Spell> spells(ChildState state) {
        var spells = new ArrayList<Spell>();
        for (Handoff handoff : state.handoffs()) {
            LocalDate ended = earlier(handoff.settledOn(), state.diedOn());
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
            spells.add(new Spell(
                    state.id() + "/" + row.handoffId(),
                    Map.of(REGION, row.region(), FROM, row.from(), TO, row.to()),
                    handoff.offeredOn(),
                    earlier(ended, state.majorityOn()),
                    ended != null,
                    row.region(),
                    row.service(),
                    row));
        }
        return spells;
    }

    static OpenHandoff read(byte[] body) {
        return read(body, OpenHandoff.class);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return Stream.of(a, b)
                .filter(day -> day != null)
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}
