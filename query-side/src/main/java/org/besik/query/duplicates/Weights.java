package org.besik.query.duplicates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much agreement and disagreement weigh, as Fellegi and Sunter (1969) have it: per field and level, how often it is found
 * among records of one child (m) and among records of two (u). Learnt from labelled pairs by {@code infra/bench identity
 * --learn}; the file says when.
 *
 * @param version changes with every other number here; shown with every score
 * @param prior log2 of the odds that two records that share a key are one child, before they are compared
 * @param threshold a pair at or above this probability is suggested
 */
public record Weights(String version, double prior, double threshold, Map<Field, Map<String, Frequency>> fields) {

    /** What is compared. */
    public enum Field {
        GIVEN("EXACT CLOSE SWAPPED DIFFERENT"),
        SURNAME("EXACT FAMILY CLOSE SWAPPED DIFFERENT"),
        PATRONYMIC("EXACT CLOSE DIFFERENT"),
        BIRTH_DATE("EXACT ONE_DAY DAY_AND_MONTH_SWAPPED ONE_DIGIT SAME_YEAR DIFFERENT"),
        SEX("EXACT DIFFERENT"),
        MOTHER("EXACT CLOSE DIFFERENT"),
        REGION("EXACT DIFFERENT"),
        IIN("EXACT DIFFERENT"),
        LOCAL_ID("EXACT DIFFERENT");

        private final String levels;

        Field(String levels) {
            this.levels = levels;
        }

        /** How two values can compare, besides MISSING, which weighs nothing. */
        public Set<String> levels() {
            return Set.of(levels.split(" "));
        }
    }

    /**
     * How often a level is found.
     *
     * @param m among pairs of one child
     * @param u among pairs of two children that share a key
     */
    public record Frequency(double m, double u) {

        /** In bits; above 0 it speaks for one child. */
        double weight() {
            return Math.log(m / u) / Math.log(2);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Checks that every level of every field is there and can be weighed.
     *
     * @throws IllegalArgumentException with the field and level at fault
     */
    public Weights {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold: it must lie between 0 and 1");
        }
        var all = new EnumMap<Field, Map<String, Frequency>>(Field.class);
        all.putAll(fields);
        for (Field field : Field.values()) {
            Set<String> expected = field.levels();
            Map<String, Frequency> levels = all.getOrDefault(field, Map.of());
            if (!levels.keySet().equals(expected)) {
                throw new IllegalArgumentException(field + ": the levels are " + expected);
            }
            levels.forEach((level, frequency) -> {
                if (!(frequency.m() > 0 && frequency.m() < 1 && frequency.u() > 0 && frequency.u() < 1)) {
                    throw new IllegalArgumentException(field + "." + level + ": m and u must lie between 0 and 1");
                }
            });
        }
        fields = Map.copyOf(all);
    }

    /** In bits; 0 where one of the two says nothing. */
    double of(Field field, String level) {
        @Nullable
        Frequency frequency = Objects.requireNonNull(fields.get(field)).get(level);
        return frequency == null ? 0 : frequency.weight();
    }

    /** The weights that come with Besik. */
    public static Weights standard() {
        try (InputStream file =
                Objects.requireNonNull(Weights.class.getResourceAsStream("/rules/duplicate-weights.json"))) {
            return JSON.readValue(file, Weights.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
