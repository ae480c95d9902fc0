package org.besik.query.intransit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child on its way.
 *
 * @param childId null: not the reader's to know
 * @param declaredBy the agency that told of the move
 * @param declaredOn when the family meant to leave, or said so
 * @param expectedBy when it meant to arrive; null: not said
 */
public record MoveUnderWay(
        @Nullable String childId,
        String from,
        @Nullable String fromDistrict,
        String to,
        @Nullable String toDistrict,
        String declaredBy,
        LocalDate declaredOn,
        @Nullable LocalDate expectedBy) {

    /** The same move as somebody sees it who may not read the child. */
    MoveUnderWay nameless() {
        return new MoveUnderWay(null, from, fromDistrict, to, toDistrict, declaredBy, declaredOn, expectedBy);
    }
}
