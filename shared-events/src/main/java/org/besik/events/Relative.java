package org.besik.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A mother or a guardian. Null: not said.
 *
 * @param name the whole name where it came in one piece
 */
@Personal
public record Relative(
        @Nullable String name,
        @Nullable String surname,
        @Nullable String given,
        @Nullable String patronymic,
        @Nullable LocalDate birthDate,
        @Nullable Iin iin) {

    @Override
    public String toString() {
        return "Relative[sealed]";
    }
}
