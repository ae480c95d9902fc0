package org.besik.query.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.spreadsheets.Spreadsheet;
import org.besik.query.statistics.Statistics;
import org.besik.query.statistics.Statistics.By;
import org.besik.query.statistics.Statistics.Figure;
import org.besik.query.statistics.Statistics.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What the figures with a stated definition come to over a period, as a whole and by its parts; also as files. */
@Controller
public class StatisticsPage {

    /** What stands over the columns of a file; {@link #cells} has as many. */
    static final List<String> COLUMNS = List.of(
            "figure.indicator",
            "figure.version",
            "figure.definition",
            "field.from.day",
            "field.until",
            "asof",
            "figure.part",
            "figure.value",
            "figure.percentile",
            "figure.numerator",
            "figure.denominator");

    private final Frame frame;
    private final Statistics statistics;

    StatisticsPage(Frame frame, Statistics statistics) {
        this.frame = frame;
        this.statistics = statistics;
    }

    /** What is asked of each figure; {@code region} null: all that the caller may see. */
    private record Asked(@Nullable String region, By by, Period period) {}

    @GetMapping("/statistics")
    String statistics(
            Caller caller,
            Model model,
            @RequestParam @Nullable String region,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String asOf) {
        frame.greet(caller, "statistics", model);
        List<String> offered = Access.summarised(caller, Optional.empty());
        Asked asked = asked(region, by, from, to, asOf);
        model.addAttribute("regionsOffered", offered.isEmpty() ? ListPage.everywhere() : offered);
        model.addAttribute("groups", By.values());
        model.addAttribute("region", asked.region());
        model.addAttribute("by", asked.by());
        model.addAttribute("period", asked.period());
        model.addAttribute(
                "figures",
                asked.period().isForward()
                        ? statistics.catalogue(caller).stream()
                                .map(one -> figure(caller, one.indicator(), asked))
                                .toList()
                        : List.of());
        return "statistics";
    }

    /** One figure as a file, in the reader's language. */
    @GetMapping("/statistics/export")
    void export(
            Caller caller,
            @RequestParam String indicator,
            @RequestParam String format,
            @RequestParam @Nullable String region,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable String asOf,
            @RequestAttribute("words") Words words,
            HttpServletResponse response)
            throws IOException {
        Figure figure = figure(caller, indicator, asked(region, by, from, to, asOf));
        String name = "besik-" + indicator + "-" + figure.asOf();
        try (Spreadsheet file = Download.open(response, name, format, words.figure(indicator))) {
            file.row(COLUMNS.stream().map(key -> words.say(key)).toArray());
            file.row(cells(figure, "", figure.value(), figure.p90(), figure.numerator(), figure.denominator(), words));
            for (Statistics.Row row : figure.rows()) {
                String part = words.part(figure.by(), row.key());
                file.row(cells(figure, part, row.value(), row.p90(), row.numerator(), row.denominator(), words));
            }
        }
    }

    private static @Nullable Object[] cells(
            Figure figure,
            String part,
            @Nullable Double value,
            @Nullable Double p90,
            long numerator,
            long denominator,
            Words words) {
        return new @Nullable Object[] {
            words.figure(figure.indicator()),
            figure.version(),
            words.definition(figure.indicator(), figure.version(), figure.definition()),
            figure.from(),
            figure.to(),
            figure.asOf(),
            part,
            value,
            p90,
            numerator,
            denominator
        };
    }

    private Figure figure(Caller caller, String indicator, Asked asked) {
        return statistics.figure(caller, indicator, Optional.ofNullable(asked.region()), asked.by(), asked.period());
    }

    private Asked asked(
            @Nullable String region,
            @Nullable String by,
            @Nullable String from,
            @Nullable String to,
            @Nullable String asOf) {
        LocalDate first = Frame.optionalDay("from", from);
        LocalDate last = Frame.optionalDay("to", to);
        return new Asked(
                Frame.blankToNull(region),
                Objects.requireNonNullElse(By.of(Frame.blankToNull(by)), By.REGION),
                Period.of(first, last, frame.day("asOf", asOf)));
    }
}
