package org.besik.query.intake;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.RecordedEvent;
import org.besik.query.intake.Projection.Fold;
import org.besik.query.records.ChildState;
import org.jspecify.annotations.Nullable;

/** One record as it is being folded: its state, and every fold that goes along with it. */
final class Life {

    private final ChildState state;
    private final List<? extends Fold> folds;
    private int taken;
    private @Nullable RecordedEvent last;

    Life(ChildState state, List<? extends Fold> folds) {
        this.state = state;
        this.folds = folds;
    }

    /**
     * Whether these facts go on where this life stands, so that taking the rest is enough.
     *
     * @param events in fold order, none taken away from those that were taken
     */
    boolean continuesIn(List<RecordedEvent> events) {
        return last != null
                && taken <= events.size()
                && events.get(taken - 1)
                        .provenance()
                        .eventId()
                        .equals(last.provenance().eventId());
    }

    /** Takes what it has not taken of all facts of the record, in fold order. */
    void take(List<RecordedEvent> events) {
        for (RecordedEvent event : events.subList(taken, events.size())) {
            LocalDate day = event.provenance().occurredOn();
            if (last != null && !day.equals(last.provenance().occurredOn())) {
                folds.forEach(fold -> fold.passTo(day));
            }
            state.add(event);
            folds.forEach(fold -> fold.add(event));
            last = event;
            taken++;
        }
    }
}
