package org.besik.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.besik.query.web.UntrackedQueries.Row;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The list as a file for a spreadsheet, row by row, in the reader's language. */
interface ListFile extends AutoCloseable {

    /** What stands over the columns; {@link #cells} has as many. */
    List<String> COLUMNS = List.of(
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

    /** One more row; cells are text, whole numbers, days or null. */
    void row(@Nullable Object... cells) throws IOException;

    @Override
    void close() throws IOException;

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

    /** UTF-8 with a mark in front, without which Excel takes it for something else. */
    final class Csv implements ListFile {

        private final CSVPrinter out;

        Csv(OutputStream to) throws IOException {
            var writer = new OutputStreamWriter(to, UTF_8);
            writer.write('\uFEFF');
            this.out = new CSVPrinter(writer, CSVFormat.EXCEL);
        }

        @Override
        public void row(@Nullable Object... cells) throws IOException {
            out.printRecord(Arrays.stream(cells).map(Csv::harmless).toList());
        }

        /** A spreadsheet takes text that begins like a formula for one and runs it. */
        private static @Nullable Object harmless(@Nullable Object cell) {
            return cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                    ? "'" + text
                    : cell;
        }

        @Override
        public void close() throws IOException {
            out.close(true);
        }
    }

    /** A workbook of one sheet. */
    final class Xlsx implements ListFile {

        private final Workbook book;
        private final Worksheet sheet;
        private int row;

        Xlsx(OutputStream to, String title) {
            this.book = new Workbook(to, "Besik", "1.0");
            this.sheet = book.newWorksheet(title);
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(@Nullable Object... cells) throws IOException {
            for (int column = 0; column < cells.length; column++) {
                Object cell = cells[column];
                if (cell instanceof Integer number) {
                    sheet.value(row, column, number);
                } else if (cell instanceof LocalDate day) {
                    sheet.value(row, column, day);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                } else if (cell != null) {
                    sheet.value(row, column, cell.toString());
                }
            }
            if (row == 0) {
                sheet.range(0, 0, 0, cells.length - 1).style().bold().set();
            }
            row++;
            if (row % 1_000 == 0) {
                sheet.flush();
            }
        }

        @Override
        public void close() throws IOException {
            book.finish();
        }
    }
}
