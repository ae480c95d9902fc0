package org.besik.events;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kazakhstan's individual identification number: 12 digits. 1–6 birth date (YYMMDD), 7 century and sex (1/2, 3/4, 5/6 =
 * 19th, 20th, 21st century, odd = male, 0 = foreigner), 8–11 serial, 12 check digit.
 */
@Personal
public record Iin(String value) {

    private static final int[] FIRST_WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    public Iin {
        requireNonNull(value);
    }

    /** Whether the text has 12 digits and the right check digit; nothing else refuses a number. */
    public static boolean isValid(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        int check = weighted(text, FIRST_WEIGHTS);
        if (check == 10) {
            check = weighted(text, SECOND_WEIGHTS);
        }
        return check != 10 && check == text.charAt(11) - '0';
    }

    private static int weighted(String text, int[] weights) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum += (text.charAt(i) - '0') * weights[i];
        }
        return sum % 11;
    }

    /** The birth date that the number states; empty for a foreigner's number or a date that does not exist. */
    public Optional<LocalDate> birthDate() {
        int century = switch (value.charAt(6)) {
            case '1', '2' -> 1800;
            case '3', '4' -> 1900;
            case '5', '6' -> 2000;
            default -> -1;
        };
        if (century < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    century + Integer.parseInt(value, 0, 2, 10),
                    Integer.parseInt(value, 2, 4, 10),
                    Integer.parseInt(value, 4, 6, 10)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The sex that the number states; null for a foreigner's number. */
    public @Nullable Sex sex() {
        return switch (value.charAt(6)) {
            case '1', '3', '5' -> Sex.M;
            case '2', '4', '6' -> Sex.F;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "Iin[sealed]";
    }
}
