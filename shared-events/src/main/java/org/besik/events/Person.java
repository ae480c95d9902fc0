package org.besik.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, as a paper says it. Null: the paper does not say.
 *
 * @param script the script of the names, as the sender calls it
 */
@Personal
public record Person(
        @Nullable String surname,
        @Nullable String given,
        @Nullable String patronymic,
        @Nullable Sex sex,
        @Nullable LocalDate birthDate,
        @Nullable String script) {

    @Override
    public String toString() {
        return "Person[sealed]";
    }
}
