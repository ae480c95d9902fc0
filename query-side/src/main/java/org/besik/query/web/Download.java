package org.besik.query.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.besik.query.access.BadQuestion;
import org.besik.query.spreadsheets.Spreadsheet;
import org.springframework.http.HttpHeaders;

/** A table that a browser keeps as a file. */
final class Download {

    private Download() {}

    /**
     * Begins a file.
     *
     * @param name without its ending
     * @param format {@code csv} or {@code xlsx}
     * @param title of a workbook's sheet
     * @throws BadQuestion if there is no such format; nothing is sent then
     */
    static Spreadsheet open(HttpServletResponse response, String name, String format, String title) throws IOException {
        boolean workbook = switch (format) {
            case "xlsx" -> true;
            case "csv" -> false;
            default -> throw new BadQuestion("format", "The format is csv or xlsx.");
        };
        response.setContentType(workbook ? Spreadsheet.XLSX : Spreadsheet.CSV + "; charset=utf-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return workbook
                ? new Spreadsheet.Xlsx(response.getOutputStream(), title)
                : Spreadsheet.Csv.marked(response.getOutputStream());
    }
}
