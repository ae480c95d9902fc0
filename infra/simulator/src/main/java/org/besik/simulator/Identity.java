package org.besik.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A person as some agency wrote it down.
 *
 * @param birthDate epoch day
 * @param script as the contract has it; null: not said
 */
record Identity(
        String surname,
        String given,
        @Nullable String patronymic,
        boolean female,
        int birthDate,
        @Nullable String script) {

    void write(Line line, String member) {
        line.open(member).text("surname", surname).text("given", given);
        if (patronymic != null) {
            line.text("patronymic", patronymic);
        }
        line.text("sex", female ? "F" : "M").date("birthDate", birthDate);
        if (script != null) {
            line.text("script", script);
        }
        line.close();
    }
}
