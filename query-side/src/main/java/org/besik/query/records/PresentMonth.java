package org.besik.query.records;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A month for which a school reported that the child was there.
 *
 * @param nextReportedAbsent whether the month after was reported without a day of presence
 */
public record PresentMonth(YearMonth month, boolean nextReportedAbsent) {

    private static final int REPORTED_BY = 10;

    /** The day on which the report of a month should be there. */
    public static LocalDate reportDue(YearMonth month) {
        return month.plusMonths(1).atDay(REPORTED_BY);
    }

    /** The last day of the month. */
    public LocalDate end() {
        return month.atEndOfMonth();
    }

    /** The day on which the next month's report should be there: until then the month holds the clock. */
    public LocalDate holdsUntil() {
        return reportDue(month.plusMonths(1));
    }
}
