package org.besik.query.records;

import java.time.LocalDate;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/**
 * A place a child has or had.
 *
 * @param from the first day
 * @param until the first day on which it no longer holds; null: no end known
 * @param endReason as reported; null: not ended by a report
 * @param region of the agency that reported it
 * @param reporter the agency that tells of the child there: an office may report for many institutions
 * @param enteredOn the day on which it was entered; starts no clock
 */
public record Enrolment(
        EventId event,
        String institution,
        Level level,
        Form form,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable EndReason endReason,
        String region,
        AgencyId reporter,
        LocalDate enteredOn) {

    public boolean isActiveOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
