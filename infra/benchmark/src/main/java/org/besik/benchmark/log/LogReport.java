package org.besik.benchmark.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures, for programs and for people. */
final class LogReport {

    private static final int BAR = 440;

    private LogReport() {}

    /** A list of {@code {name, value, unit, peer, peerValue, ratioMedian, ratioMin, ratioMax}}. */
    static String json(List<Figure> figures) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One page that needs nothing else: a chart for each measurement, the ratios beside it. */
    static String html(List<Figure> figures, int rounds, String slope) {
        Map<String, List<Figure>> byContest = figures.stream()
                .collect(Collectors.groupingBy(Figure::contest, LinkedHashMap::new, Collectors.toList()));
        String charts = byContest.entrySet().stream()
                .map(contest -> chart(contest.getKey(), contest.getValue()))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Besik's log beside others</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; }
                  h2 { margin: 2rem 0 .3rem; font-size: 1.1rem; }
                  svg { display: block; max-width: 100%%; }
                  .ours { fill: #0b6e75; } .peer { fill: #b9c4ce; }
                  text { font-size: 14px; fill: #1d2733; }
                  p { color: #52606d; margin: .2rem 0 1rem; }
                </style>
                <h1>Besik's log beside others</h1>
                <p>%s, %d processors. Medians of %d rounds, turn by turn in one run; a ratio says how many times as good Besik is
                in the same round (least to most in brackets).</p>
                %s
                %s
                </html>
                """.formatted(
                        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                                + System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        rounds,
                        charts,
                        "<h2>replay of larger logs</h2>\n<p>" + slope + "</p>");
    }

    private static String chart(String name, List<Figure> figures) {
        Figure ours = figures.getFirst();
        double most = figures.stream()
                .mapToDouble(figure -> figure.peerValue() == null ? 0 : figure.peerValue())
                .reduce(ours.value(), Math::max);
        var rows = new StringBuilder(row(0, "ours", "besik", ours.value(), most, ""));
        int at = 1;
        for (Figure figure : figures) {
            if (figure.peer() != null && figure.peerValue() != null) {
                String ratio = String.format(
                        Locale.ROOT,
                        " · ratio %.2f (%.2f–%.2f)",
                        figure.ratioMedian(),
                        figure.ratioMin(),
                        figure.ratioMax());
                rows.append(row(at++, "peer", figure.peer(), figure.peerValue(), most, ratio));
            }
        }
        return "<h2>%s <small>%s</small></h2>\n<svg width=\"960\" height=\"%d\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(name, ours.unit(), at * 28, name, rows);
    }

    private static String row(int at, String kind, String who, double value, double most, String ratio) {
        long width = Math.max(1, Math.round(BAR * value / most));
        return String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"%d\">%s</text><rect class=\"%s\" x=\"180\" y=\"%d\" width=\"%d\" height=\"20\"/>"
                        + "<text x=\"%d\" y=\"%d\">%s%s</text>",
                at * 28 + 16,
                who,
                kind,
                at * 28 + 1,
                width,
                188 + width,
                at * 28 + 16,
                Figure.number(value),
                ratio);
    }
}
