package org.besik.query.spreadsheets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadsheetTest {

    @Test
    void no_spreadsheet_runs_what_stands_in_a_cell() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = Spreadsheet.Csv.marked(out)) {
            file.row("=HYPERLINK(1)", "-1", 7);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("\uFEFF'=HYPERLINK(1),'-1,7\r\n");
    }

    @Test
    void programs_get_no_mark_and_what_has_commas_in_quotes() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = new Spreadsheet.Csv(out)) {
            file.row("key", "definition", null);
            file.row("KZ-71", "of those found, the median", 0.5);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("key,definition,\r\nKZ-71,\"of those found, the median\",0.5\r\n");
    }

    @Test
    void a_workbook_has_numbers_as_numbers_and_days_as_days(@TempDir Path folder) throws IOException {
        Path book = folder.resolve("book.xlsx");
        try (var file = new Spreadsheet.Xlsx(Files.newOutputStream(book), "figures")) {
            file.row("key", "value", "day");
            file.row("KZ-71", 0.25, LocalDate.of(2026, 1, 1));
        }
        try (var zip = new ZipFile(book.toFile())) {
            assertThat(part(zip, "xl/workbook.xml")).contains("name=\"figures\"");
            assertThat(part(zip, "xl/worksheets/sheet1.xml")).contains("KZ-71", "<v>0.25</v>", "<v>46023.0</v>");
        }
    }

    private static String part(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
}
