package org.besik.query.spreadsheets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A table on its way to a file, row by row; the first row stands over the columns. */
public interface Spreadsheet extends AutoCloseable {

    /** The media type of {@link Csv}. */
    String CSV = "text/csv";

    /** The media type of {@link Xlsx}. */
    String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** One more row; cells are text, numbers, days or null. */
    void row(@Nullable Object... cells) throws IOException;

    @Override
    void close() throws IOException;

    /** UTF-8. */
    final class Csv implements Spreadsheet {

        private final CSVPrinter out;

        /** For programs. */
        public Csv(OutputStream to) throws IOException {
            this.out = new CSVPrinter(new OutputStreamWriter(to, UTF_8), CSVFormat.EXCEL);
        }

        /** For people: with a mark in front, without which Excel takes it for something else than UTF-8. */
        public static Csv marked(OutputStream to) throws IOException {
            to.write("\uFEFF".getBytes(UTF_8));
            return new Csv(to);
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
    final class Xlsx implements Spreadsheet {

        private final Workbook book;
        private final Worksheet sheet;
        private int row;

        public Xlsx(OutputStream to, String title) {
            this.book = new Workbook(to, "Besik", "1.0");
            this.sheet = book.newWorksheet(title);
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(@Nullable Object... cells) throws IOException {
            for (int column = 0; column < cells.length; column++) {
                Object cell = cells[column];
                if (cell instanceof Number number) {
                    sheet.value(row, column, number);
                } else if (cell instanceof LocalDate day) {
                    sheet.value(row, column, day);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                } else if (cell != null) {
                    // Shared texts would all be kept until the end, and hardly any two rows share one
                    sheet.inlineString(row, column, cell.toString());
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
