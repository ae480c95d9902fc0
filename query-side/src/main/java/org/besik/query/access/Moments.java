package org.besik.query.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Instants as people ask for them. */
public final class Moments {

    private Moments() {}

    /**
     * The last moment that a day or an instant names.
     *
     * @param field the parameter, for the problem
     * @throws BadQuestion if it is neither
     */
    public static Instant upTo(String field, String text, ZoneId zone) {
        try {
            return text.indexOf('T') >= 0
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusNanos(1);
        } catch (DateTimeParseException noTime) {
            throw BadQuestion.date(field);
        }
    }
}
