package org.besik.query.notifications;

import java.time.LocalTime;

/**
 * When nobody wants to be told, by the clock of the place where days turn.
 *
 * @param from the first moment of quiet
 * @param to the first moment after it; before {@code from}: on the next day
 */
record QuietHours(LocalTime from, LocalTime to) {

    boolean contain(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
