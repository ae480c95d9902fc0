package org.besik.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of detection as a table for a terminal and as a page with charts that needs nothing beside itself. */
final class DetectionReport {

    private static final String BESIK = "Besik";
    private static final double WIDTH = 380;
    private static final int MOST_CAUSES = 20;

    private DetectionReport() {}

    static void print(long seed, List<DetectionScore.Figures> figures, Map<String, Long> checks) {
        System.out.printf(
                Locale.ROOT,
                "%nNation %d%n%-24s %-18s %8s %10s %8s %14s %13s %10s %10s %10s%n",
                seed,
                "way",
                "reason",
                "recall",
                "precision",
                "strict",
                "spells found",
                "delay median",
                "delay p90",
                "due",
                "listed");
        for (DetectionScore.Figures one : figures) {
            if (one.baseline() == null || one.reason().equals(DetectionScore.LOST)) {
                System.out.printf(
                        Locale.ROOT,
                        "%-24s %-18s %8s %10s %8s %14s %13s %10s %,10d %,10d%n",
                        name(one.baseline()),
                        one.reason(),
                        share(one.recall()),
                        share(one.precision()),
                        share(one.strictPrecision()),
                        "%,d of %,d".formatted(one.spellsFound(), one.spells()),
                        days(one.delayMedianDays()),
                        days(one.delayP90Days()),
                        one.dueChildDays(),
                        one.listedChildDays());
            }
        }
        System.out.printf("%nOn all days together:%n");
        checks.forEach((what, count) -> System.out.printf(Locale.ROOT, "%,10d  %s%n", count, what));
    }

    /** A share that is not known is shown as a dash. */
    private static String share(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String days(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.0f", value);
    }

    private static String name(@Nullable String baseline) {
        return baseline == null ? BESIK : baseline;
    }

    static String html(
            int children, List<Long> seeds, List<DetectionScore.Figures> figures, List<Map<String, Long>> checks) {
        var page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Besik: finding lost children</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733 }
                table { border-collapse: collapse; margin: 1rem 0 } th, td { text-align: right; padding: .2rem .7rem; border-bottom: 1px solid #d5dde5 }
                th:first-child, td:first-child { text-align: left } svg text { font: 13px system-ui, sans-serif }
                </style>
                <h1>Finding lost children</h1>
                """);
        page.append(
                "<p>%,d simulated children, seeds %s. Each list was compared with the truth on every judged day of the last year, knowing only what had been delivered by then.</p>%n"
                        .formatted(children, seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        page.append("<h2>Besik beside other ways, children lost for any reason</h2>\n");
        List<DetectionScore.Figures> lost = figures.stream()
                .filter(one -> one.reason().equals(DetectionScore.LOST))
                .toList();
        chart(page, "Recall: of those who should be listed, so many are", lost, DetectionScore.Figures::recall);
        chart(
                page,
                "Precision: of those listed, so many are lost or rightly due by the rules",
                lost,
                DetectionScore.Figures::precision);
        chart(
                page,
                "Strict precision: of those listed, so many are really lost",
                lost,
                DetectionScore.Figures::strictPrecision);
        page.append("<h2>By reason, Besik</h2>\n");
        List<DetectionScore.Figures> own =
                figures.stream().filter(one -> one.baseline() == null).toList();
        table(page, own);
        page.append("<h2>All figures of other ways</h2>\n");
        table(page, figures.stream().filter(one -> one.baseline() != null).toList());
        page.append("<h2>What must not happen, and where mistakes come from</h2>\n<p>Child-days.</p>\n");
        causes(page, checks);
        for (int i = 0; i < checks.size(); i++) {
            page.append("<h3>Nation %d</h3><table>".formatted(seeds.get(i)));
            checks.get(i)
                    .forEach((what, count) -> page.append(
                            String.format(Locale.ROOT, "<tr><td>%s<td>%,d", what.replace("<", "&lt;"), count)));
            page.append("</table>\n");
        }
        return page.append("</html>\n").toString();
    }

    private static void chart(
            StringBuilder page,
            String title,
            List<DetectionScore.Figures> figures,
            ToDoubleFunction<DetectionScore.Figures> measure) {
        bars(
                page,
                title,
                figures.stream()
                        .map(one -> new Bar(
                                "%s, nation %d".formatted(name(one.baseline()), one.seed()),
                                measure.applyAsDouble(one),
                                share(measure.applyAsDouble(one)),
                                one.baseline() == null))
                        .toList(),
                1);
    }

    /** @param shown the value in words */
    private record Bar(String label, double value, String shown, boolean own) {}

    private static void bars(StringBuilder page, String title, List<Bar> bars, double longest) {
        page.append("<h3>%s</h3>%n<svg role=\"img\" aria-label=\"%s\" width=\"860\" height=\"%d\">%n"
                .formatted(title, title, bars.size() * 24 + 10));
        int y = 4;
        for (Bar bar : bars) {
            double length = Double.isNaN(bar.value()) ? 0 : bar.value() / longest * WIDTH;
            page.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><rect x=\"410\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    y + 14,
                    bar.label(),
                    y,
                    length,
                    bar.own() ? "#0b6e6e" : "#b8c4ce",
                    416 + length,
                    y + 14,
                    bar.shown()));
            y += 24;
        }
        page.append("</svg>\n");
    }

    /** Where mistakes come from, all nations together. */
    private static void causes(StringBuilder page, List<Map<String, Long>> checks) {
        var sums = new TreeMap<String, Long>();
        checks.forEach(nation -> nation.forEach((what, count) -> {
            if (what.startsWith(DetectionScore.MISTAKE)) {
                sums.merge(what.substring(DetectionScore.MISTAKE.length()), count, Long::sum);
            }
        }));
        if (sums.isEmpty()) {
            return;
        }
        bars(
                page,
                "Listed by mistake, by reason and cause, in child-days",
                sums.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(MOST_CAUSES)
                        .map(each -> new Bar(
                                each.getKey(),
                                (double) each.getValue(),
                                String.format(Locale.ROOT, "%,d", each.getValue()),
                                true))
                        .toList(),
                sums.values().stream().mapToDouble(Long::doubleValue).max().orElse(1));
    }

    private static void table(StringBuilder page, List<DetectionScore.Figures> figures) {
        page.append(
                "<table><tr><th>way<th>nation<th>reason<th>recall<th>precision<th>strict<th>spells found<th>delay, median days<th>p90<th>due<th>listed\n");
        for (DetectionScore.Figures one : figures) {
            page.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s<td>%d<td>%s<td>%s<td>%s<td>%s<td>%,d of %,d<td>%s<td>%s<td>%,d<td>%,d%n",
                    name(one.baseline()),
                    one.seed(),
                    one.reason(),
                    share(one.recall()),
                    share(one.precision()),
                    share(one.strictPrecision()),
                    one.spellsFound(),
                    one.spells(),
                    days(one.delayMedianDays()),
                    days(one.delayP90Days()),
                    one.dueChildDays(),
                    one.listedChildDays()));
        }
        page.append("</table>\n");
    }
}
