package org.besik.query.duplicates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.besik.events.names.NameSound;
import org.besik.query.duplicates.Weights.Field;
import org.jspecify.annotations.Nullable;

/**
 * How alike two records are, field by field. Whatever they add up to, records with different given names are never suggested
 * (siblings and twins share everything else), nor those whose birth dates no slip explains (a child may be called as a brother
 * was who died; where each has an IIN of its own, a wrong digit explains nothing), nor two registered records of nearly the same birth date with similar given names (twins are called Данияр and
 * Даниял) — unless they share a number.
 *
 * @param probability that they are one child, 0 to 1
 * @param barred what else speaks against it; null: nothing
 */
public record Likeness(double probability, @Nullable String barred, List<Compared> fields) {

    /** So many letters may differ in a name of a length. */
    private static final int ONE_SLIP = 4;

    private static final int TWO_SLIPS = 9;

    /**
     * One field of the explanation.
     *
     * @param level how the two values compare; the values themselves are not repeated
     * @param weight in bits: above 0 it speaks for one child, below 0 against
     */
    public record Compared(Field field, String level, double weight) {}

    /** Compares two records. Neither comes first: it says the same either way. */
    public static Likeness of(Traits one, Traits other, Weights weights) {
        boolean swapped = swapped(one, other);
        var fields = new ArrayList<Compared>();
        double sum = weights.prior();
        for (Field field : Field.values()) {
            String level = switch (field) {
                case GIVEN -> swapped ? "SWAPPED" : name(one.given(), other.given());
                case SURNAME -> swapped ? "SWAPPED" : surname(one, other);
                case PATRONYMIC -> name(one.father(), other.father());
                case BIRTH_DATE -> born(one, other);
                case SEX -> value(one.sex(), other.sex());
                case MOTHER -> mother(one, other);
                case REGION -> value(known(one.region()), known(other.region()));
                case IIN -> value(one.iin(), other.iin());
                case LOCAL_ID -> numbers(one.localIds(), other.localIds());
            };
            double weight = weights.of(field, level);
            fields.add(new Compared(field, level, weight));
            sum += weight;
        }
        return new Likeness(1 / (1 + Math.pow(2, -sum)), barred(one, other, fields), List.copyOf(fields));
    }

    /** Whether the two are suggested as one child. */
    public boolean isSuggested(Weights weights) {
        return barred == null && probability >= weights.threshold();
    }

    private static @Nullable String barred(Traits one, Traits other, List<Compared> fields) {
        String given = level(fields, Field.GIVEN);
        if (level(fields, Field.IIN).equals("EXACT")
                || level(fields, Field.LOCAL_ID).equals("EXACT")) {
            return null;
        }
        if (given.equals("DIFFERENT")) {
            return "GIVEN_NAMES_DIFFER";
        }
        String born = level(fields, Field.BIRTH_DATE);
        boolean areTwoNumbers = level(fields, Field.IIN).equals("DIFFERENT");
        if (born.equals("SAME_YEAR") || born.equals("DIFFERENT") || (born.equals("ONE_DIGIT") && areTwoNumbers)) {
            return "BIRTH_DATES_DIFFER";
        }
        boolean isOneBirth = born.equals("EXACT") || born.equals("ONE_DAY");
        if (given.equals("CLOSE") && isOneBirth && one.registered() && other.registered()) {
            return "MAY_BE_TWINS";
        }
        return null;
    }

    private static String level(List<Compared> fields, Field field) {
        return fields.stream()
                .filter(compared -> compared.field() == field)
                .findFirst()
                .orElseThrow()
                .level();
    }

    private static boolean swapped(Traits one, Traits other) {
        return !one.given().isEmpty()
                && !one.surname().isEmpty()
                && !one.given().equals(other.given())
                && NameSound.ofSurname(one.given()).equals(other.surname())
                && NameSound.ofSurname(other.given()).equals(one.surname());
    }

    private static String name(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return "MISSING";
        }
        if (one.equals(other)) {
            return "EXACT";
        }
        return areClose(one, other) ? "CLOSE" : "DIFFERENT";
    }

    private static String surname(Traits one, Traits other) {
        String level = name(one.surname(), other.surname());
        return level.equals("MISSING") || level.equals("EXACT") || !one.family().equals(other.family())
                ? level
                : "FAMILY";
    }

    private static String value(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return "MISSING";
        }
        return one.equals(other) ? "EXACT" : "DIFFERENT";
    }

    private static @Nullable String known(String region) {
        return region.startsWith("KZ-") ? region : null;
    }

    private static String numbers(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return "MISSING";
        }
        return Collections.disjoint(one, other) ? "DIFFERENT" : "EXACT";
    }

    private static String mother(Traits one, Traits other) {
        if (one.motherIin() != null && one.motherIin().equals(other.motherIin())) {
            return "EXACT";
        }
        if (one.mother().isEmpty() || other.mother().isEmpty()) {
            return one.motherIin() == null || other.motherIin() == null ? "MISSING" : "DIFFERENT";
        }
        int enough = Math.min(2, Math.min(one.mother().size(), other.mother().size()));
        long same = one.mother().stream().filter(other.mother()::contains).count();
        if (same >= enough) {
            return "EXACT";
        }
        boolean isClose = same > 0
                || one.mother().stream()
                        .anyMatch(word -> other.mother().stream().anyMatch(their -> areClose(word, their)));
        return isClose ? "CLOSE" : "DIFFERENT";
    }

    private static String born(Traits one, Traits other) {
        LocalDate mine = one.bornOn();
        LocalDate theirs = other.bornOn();
        if (mine == null || theirs == null) {
            return "MISSING";
        }
        if (mine.equals(theirs)
                || Objects.equals(one.bornByIin(), theirs)
                || mine.equals(other.bornByIin())
                || (one.bornByIin() != null && one.bornByIin().equals(other.bornByIin()))) {
            return "EXACT";
        }
        if (Math.abs(mine.toEpochDay() - theirs.toEpochDay()) == 1) {
            return "ONE_DAY";
        }
        if (mine.getYear() == theirs.getYear()
                && mine.getDayOfMonth() == theirs.getMonthValue()
                && mine.getMonthValue() == theirs.getDayOfMonth()) {
            return "DAY_AND_MONTH_SWAPPED";
        }
        // Of one length: one digit is another, or two neighbours changed places
        if (distance(mine.toString(), theirs.toString()) == 1) {
            return "ONE_DIGIT";
        }
        return mine.getYear() == theirs.getYear() ? "SAME_YEAR" : "DIFFERENT";
    }

    private static boolean areClose(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int slips = length >= TWO_SLIPS ? 2 : length >= ONE_SLIP ? 1 : 0;
        return Math.abs(one.length() - other.length()) <= slips && distance(one, other) <= slips;
    }

    /** Letters to change, leave out, put in or exchange with their neighbour (optimal string alignment). */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    now[j] = Math.min(now[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = now;
        }
        return last[other.length()];
    }
}
