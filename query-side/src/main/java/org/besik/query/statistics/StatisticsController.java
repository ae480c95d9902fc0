package org.besik.query.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.spreadsheets.Spreadsheet;
import org.besik.query.statistics.Statistics.By;
import org.besik.query.statistics.Statistics.Figure;
import org.besik.query.statistics.Statistics.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/statistics}: the catalogue of figures, and each of them as JSON, CSV or a workbook. */
@RestController
@RequestMapping("/v1/statistics")
public class StatisticsController {

    private static final String[] COLUMNS = {
        "indicator",
        "version",
        "definition",
        "unit",
        "from",
        "to",
        "asOf",
        "key",
        "value",
        "p90",
        "numerator",
        "denominator"
    };

    private final Statistics statistics;
    private final Clock clock;

    StatisticsController(Statistics statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /** What can be asked for, with definitions. */
    @GetMapping
    public Map<String, List<Statistics.Entry>> catalogue(Caller caller) {
        return Map.of("items", statistics.catalogue(caller));
    }

    /** One figure: the year up to {@code asOf} unless told otherwise, {@code by} region or reason. */
    @GetMapping(path = "/{indicator}", produces = MediaType.APPLICATION_JSON_VALUE)
    public Figure json(
            Caller caller,
            @PathVariable String indicator,
            @RequestParam Optional<String> region,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String asOf) {
        LocalDate on = day("asOf", asOf);
        return statistics.figure(
                caller,
                indicator,
                region,
                By.of(by),
                Period.of(day("from", from), day("to", to), on == null ? LocalDate.now(clock) : on));
    }

    /** The same as a table: a row for the whole, then one for each part. */
    @GetMapping(
            path = {"/{indicator}", "/{indicator}.csv"},
            produces = Spreadsheet.CSV + ";charset=UTF-8")
    public byte[] csv(
            Caller caller,
            @PathVariable String indicator,
            @RequestParam Optional<String> region,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String asOf)
            throws IOException {
        return file(json(caller, indicator, region, by, from, to, asOf), Spreadsheet.Csv::new);
    }

    /** The same table as a workbook. */
    @GetMapping(
            path = {"/{indicator}", "/{indicator}.xlsx"},
            produces = Spreadsheet.XLSX)
    public byte[] xlsx(
            Caller caller,
            @PathVariable String indicator,
            @RequestParam Optional<String> region,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String asOf)
            throws IOException {
        Figure figure = json(caller, indicator, region, by, from, to, asOf);
        return file(figure, out -> new Spreadsheet.Xlsx(out, figure.indicator()));
    }

    private interface Format {

        Spreadsheet to(OutputStream out) throws IOException;
    }

    private static byte[] file(Figure figure, Format format) throws IOException {
        var out = new ByteArrayOutputStream();
        try (Spreadsheet table = format.to(out)) {
            table.row((Object[]) COLUMNS);
            table.row(cells(figure, "", figure.value(), figure.p90(), figure.numerator(), figure.denominator()));
            for (Statistics.Row row : figure.rows()) {
                table.row(cells(figure, row.key(), row.value(), row.p90(), row.numerator(), row.denominator()));
            }
        }
        return out.toByteArray();
    }

    private static @Nullable Object[] cells(
            Figure figure, String key, @Nullable Double value, @Nullable Double p90, long numerator, long denominator) {
        return new @Nullable Object[] {
            figure.indicator(),
            figure.version(),
            figure.definition(),
            figure.unit(),
            figure.from(),
            figure.to(),
            figure.asOf(),
            key,
            value,
            p90,
            numerator,
            denominator
        };
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException none) {
            throw BadQuestion.date(field);
        }
    }
}
