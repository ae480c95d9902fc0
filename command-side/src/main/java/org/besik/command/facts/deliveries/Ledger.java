package org.besik.command.facts.deliveries;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one sender's facts came to.
 *
 * @param sender the agency, or the account where it speaks for none
 * @param days by the day of delivery, the last ones
 * @param refusals the last ones, the newest first; no personal data stands in them
 */
public record Ledger(String sender, SortedMap<LocalDate, Day> days, List<Refusal> refusals) {

    /** One day's deliveries. */
    public record Day(long recorded, long duplicate, long refused) {

        static final Day NONE = new Day(0, 0, 0);

        Day plus(Day more) {
            return new Day(recorded + more.recorded, duplicate + more.duplicate, refused + more.refused);
        }
    }

    /**
     * A fact that was refused.
     *
     * @param delivery of the request or the batch, as answers and events know it
     * @param line of the stream or file, from 1; the place in an array; 0: it came alone
     * @param ref null: unreadable
     * @param field null: none in particular
     */
    public record Refusal(
            Instant at,
            String delivery,
            long line,
            @Nullable String ref,
            String fact,
            String code,
            @Nullable String field) {}
}
