package org.besik.query.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.besik.query.web.UntrackedQueries.Row;
import org.jspecify.annotations.Nullable;

/** What the list says in a file for a spreadsheet, in the reader's language. */
final class ListFile {

    /** What stands over the columns; {@link #cells} has as many. */
    static final List<String> COLUMNS = List.of(
            "column.child",
            "child.id",
            "export.months",
            "column.why",
            "field.since",
            "field.dueOn",
            "export.days",
            "column.severity",
            "column.last-contact",
            "field.agency",
            "column.region",
            "field.district",
            "export.silent");

    private ListFile() {}

    /**
     * What the list says of one child.
     *
     * @param name empty: not known, or not the reader's to know
     */
    static @Nullable Object[] cells(Row row, String name, Words words) {
        return new @Nullable Object[] {
            name,
            row.childId(),
            row.ageMonths(),
            row.reasons().stream().map(reason -> words.reason(reason.reason())).collect(Collectors.joining("; ")),
            row.reasons().stream()
                    .map(UntrackedQueries.Reason::since)
                    .min(LocalDate::compareTo)
                    .orElse(null),
            row.reasons().stream()
                    .map(UntrackedQueries.Reason::dueOn)
                    .min(LocalDate::compareTo)
                    .orElse(null),
            row.daysOverdue(),
            words.value(row.severity()),
            row.lastSeen(),
            row.lastAgency(),
            words.region(row.region()),
            row.district(),
            String.join("; ", row.staleFeeds())
        };
    }
}
