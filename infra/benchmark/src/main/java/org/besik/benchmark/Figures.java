package org.besik.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, said and written down as soon as it is known: a run that is cut short has not been for nothing. */
final class Figures {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Figure> all = new ArrayList<>();
    private final @Nullable Path file;

    /** @param file where they are kept as JSON as well; null: nowhere */
    Figures(@Nullable Path file) {
        this.file = file;
    }

    /**
     * @param atMost the goal; null: there is none
     * @param isReached null where there is no goal
     */
    record Figure(
            String name,
            double value,
            String unit,
            @Nullable Double atMost,
            @Nullable Boolean isReached) {}

    void put(String name, double value, String unit) {
        put(new Figure(name, value, unit, null, null));
    }

    void put(String name, double value, String unit, double atMost) {
        put(new Figure(name, value, unit, atMost, value <= atMost));
    }

    private synchronized void put(Figure figure) {
        all.add(figure);
        String goal = figure.atMost() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (goal: at most %,.0f; %s)",
                        figure.atMost(),
                        Boolean.TRUE.equals(figure.isReached()) ? "reached" : "MISSED");
        System.out.printf(Locale.ROOT, "%-60s %,14.2f %s%s%n", figure.name(), figure.value(), figure.unit(), goal);
        System.out.flush();
        if (file != null) {
            try {
                Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
