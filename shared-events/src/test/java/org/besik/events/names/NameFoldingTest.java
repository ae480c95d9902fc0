package org.besik.events.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFoldingTest {

    @ParameterizedTest
    @CsvSource({
        // Kazakh letters and what a Russian keyboard makes of them
        "Әлия, Алия",
        "Ғалымжан, Галымжан",
        "Қасымова, Касымова",
        "Жаңабай, Жанабай",
        "Өмір, Омир",
        "Нұрислам, Нурислам",
        "Гүлнұр, Гулнур",
        "Шаһизада, Шахизада",
        "Артём, Артем",
        // The Latin alphabets of 2021 and 2018, passports
        "Qasymova, Касымова",
        "Şolpan, Шолпан",
        "Sholpan, Шолпан",
        "Jumabek, Жумабек",
        "Zhumabek, Жумабек",
        "Ömir, Омир",
        "Ğalym, Галым",
        // How it is written
        "АЙША, айша",
        "Әбдірахманова-Сейіт, Абдирахманова Сейит",
        "О'Нил, ОНил",
    })
    void the_same_name_is_one_name(String one, String other) {
        assertThat(NameFolding.fold(one)).isEqualTo(NameFolding.fold(other)).isNotEmpty();
    }

    @Test
    void other_names_stay_apart() {
        assertThat(NameFolding.fold("Айша")).isNotEqualTo(NameFolding.fold("Алина"));
        assertThat(NameFolding.fold("Бек")).isNotEqualTo(NameFolding.fold("Берік"));
        assertThat(NameFolding.fold(" - ")).isEmpty();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
                .withChars("abcdefghijklmnopqrstuvwxyzşñöüğıäá")
                .withChars(" -'")
                .ofMaxLength(20);
    }

    @Property(tries = 500)
    void folding_twice_changes_nothing(@ForAll("names") String name) {
        String folded = NameFolding.fold(name);

        assertThat(NameFolding.fold(folded)).isEqualTo(folded);
    }

    @Property(tries = 500)
    void case_and_composition_do_not_matter(@ForAll("names") String name) {
        assertThat(NameFolding.fold(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(NameFolding.fold(name));
        assertThat(NameFolding.fold(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
                .isEqualTo(NameFolding.fold(name.toLowerCase(Locale.ROOT)));
    }
}
