package org.besik.query.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.besik.events.Sex;
import org.besik.events.names.NameFolding;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.duplicates.Weights.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

    static final LookupKeys KEYS = new LookupKeys("a key".getBytes(StandardCharsets.UTF_8), NameFolding::fold);
    static final Weights WEIGHTS = Weights.standard();
    static final LocalDate BORN = LocalDate.of(2024, 3, 5);

    static Traits traits(
            boolean registered, String surname, String given, LocalDate born, @Nullable String iin, String mother) {
        return Objects.requireNonNull(Traits.of(
                registered,
                new Person(surname, given, null, Sex.F, born, null),
                iin == null ? null : new Iin(iin),
                mother.isEmpty() ? null : new Relative(mother, null, null, null, null, null),
                // A number of its own for each
                Set.of(new LocalId("clinic", surname + given + born + iin + mother)),
                "KZ-71",
                KEYS));
    }

    static Traits unregistered(String surname, String given, LocalDate born) {
        return traits(false, surname, given, born, null, "");
    }

    static Traits registered(String surname, String given, LocalDate born) {
        return traits(true, surname, given, born, null, "Ахметова Гүлнұр");
    }

    static String level(Traits one, Traits other, Field field) {
        Likeness likeness = Likeness.of(one, other, WEIGHTS);
        assertThat(Likeness.of(other, one, WEIGHTS)).isEqualTo(likeness);
        return likeness.fields().stream()
                .filter(compared -> compared.field() == field)
                .findFirst()
                .orElseThrow()
                .level();
    }

    static boolean isSuggested(Traits one, Traits other) {
        return Likeness.of(one, other, WEIGHTS).isSuggested(WEIGHTS);
    }

    @ParameterizedTest
    @CsvSource({
        "Akhmetova, Aigerim, 2024-03-05",
        "Ahmetova, Aıgerim, 2024-03-05",
        "Ахмет, Айгерім, 2024-03-05",
        "Ахметова, Айгерым, 2024-03-06",
        "Ахметова, Айгерім, 2024-05-03",
        "Айгерім, Ахметова, 2024-03-05",
        "Ахметова, Айгерин, 2024-03-05"
    })
    void one_child_is_known_again_however_it_was_written(String surname, String given, LocalDate born) {
        assertThat(isSuggested(registered("Ахметова", "Айгерім", BORN), unregistered(surname, given, born)))
                .isTrue();
    }

    @Test
    void siblings_and_twins_are_never_suggested() {
        Traits one = registered("Ахметова", "Айгерім", BORN);

        assertThat(isSuggested(one, registered("Ахметова", "Мадина", BORN))).isFalse();
        assertThat(isSuggested(one, unregistered("Ахметова", "Мадина", BORN))).isFalse();
        assertThat(isSuggested(one, registered("Ахметова", "Мадина", BORN.plusYears(2))))
                .isFalse();
        // Twins with similar names, both on record
        Traits twin = registered("Ахметова", "Айгерин", BORN);
        assertThat(isSuggested(one, twin)).isFalse();
        assertThat(Likeness.of(one, twin, WEIGHTS).barred()).isEqualTo("MAY_BE_TWINS");
        assertThat(Likeness.of(one, registered("Ахметова", "Мадина", BORN), WEIGHTS)
                        .barred())
                .isEqualTo("GIVEN_NAMES_DIFFER");
    }

    @Test
    void a_child_called_as_its_sister_was_is_another_child() {
        Traits sister = traits(true, "Ахметова", "Айгерім", BORN.minusMonths(31), null, "Ахметова Гүлнұр");
        Traits later = traits(false, "Ахметова", "Айгерім", BORN, null, "Ахметова Гүлнұр");

        assertThat(isSuggested(sister, later)).isFalse();
        assertThat(Likeness.of(sister, later, WEIGHTS).barred()).isEqualTo("BIRTH_DATES_DIFFER");
        // A digit may be wrong in one of two records, but not in the IINs of both
        Traits one = traits(true, "Ахметова", "Айша", LocalDate.of(2024, 1, 15), "240115600013", "Ахметова Гүлнұр");
        Traits other = traits(true, "Ахметова", "Айша", LocalDate.of(2014, 1, 15), "140115600019", "Ахметова Гүлнұр");
        assertThat(Likeness.of(one, other, WEIGHTS).barred()).isEqualTo("BIRTH_DATES_DIFFER");
        assertThat(isSuggested(
                        registered("Ахметова", "Айша", BORN), unregistered("Ахметова", "Айша", BORN.plusYears(1))))
                .isTrue();
    }

    @Test
    void a_shared_number_is_looked_at_whatever_else_differs() {
        Traits one = traits(true, "Ахметова", "Айша", LocalDate.of(2021, 9, 9), "240115600013", "");
        Traits other = traits(false, "Омарова", "Дана", LocalDate.of(2024, 1, 15), "240115600013", "");

        assertThat(Likeness.of(one, other, WEIGHTS).barred()).isNull();
    }

    @Test
    void namesakes_with_numbers_of_their_own_are_two_children() {
        Traits one = traits(true, "Ахметова", "Айша", LocalDate.of(2024, 1, 15), "240115600013", "Ахметова Гүлнұр");
        Traits other = traits(true, "Ахметова", "Айша", LocalDate.of(2024, 1, 15), "240115600112", "Ахметова Дана");

        assertThat(isSuggested(one, other)).isFalse();
    }

    @Test
    void every_field_is_explained() {
        Traits one = registered("Ахметова", "Айгерім", BORN);

        assertThat(level(one, unregistered("Akhmetov", "Aigerim", BORN), Field.SURNAME))
                .isEqualTo("EXACT");
        assertThat(level(one, unregistered("Ахмет", "Айгерім", BORN), Field.SURNAME))
                .isEqualTo("FAMILY");
        assertThat(level(one, unregistered("Айгерім", "Ахметов", BORN), Field.GIVEN))
                .isEqualTo("SWAPPED");
        assertThat(level(one, unregistered("Ахметова", "Айгерім", BORN.plusDays(1)), Field.BIRTH_DATE))
                .isEqualTo("ONE_DAY");
        assertThat(level(one, unregistered("Ахметова", "Айгерім", LocalDate.of(2024, 5, 3)), Field.BIRTH_DATE))
                .isEqualTo("DAY_AND_MONTH_SWAPPED");
        assertThat(level(one, unregistered("Ахметова", "Айгерім", LocalDate.of(2014, 3, 5)), Field.BIRTH_DATE))
                .isEqualTo("ONE_DIGIT");
        assertThat(level(one, unregistered("Ахметова", "Айгерім", BORN), Field.MOTHER))
                .isEqualTo("MISSING");
        assertThat(level(one, registered("Ахметова", "Айгерім", BORN), Field.MOTHER))
                .isEqualTo("EXACT");
        assertThat(Likeness.of(one, one, WEIGHTS).fields()).hasSize(Field.values().length);
    }

    @Test
    void a_birth_date_in_the_number_counts_where_the_stated_one_is_wrong() {
        Traits mistyped = traits(false, "Ахметова", "Айша", LocalDate.of(2021, 9, 9), "240115600013", "");

        assertThat(level(mistyped, unregistered("Ахметова", "Айша", LocalDate.of(2024, 1, 15)), Field.BIRTH_DATE))
                .isEqualTo("EXACT");
    }

    @Test
    void weights_that_cannot_be_are_refused_by_name() {
        var fields = new HashMap<>(WEIGHTS.fields());
        fields.put(Field.SEX, Map.of("EXACT", new Weights.Frequency(0.9, 0.5)));

        assertThatThrownBy(() -> new Weights("x", -9, 0.9, fields)).hasMessageContaining("SEX");
        assertThatThrownBy(() -> new Weights("x", -9, 1.2, WEIGHTS.fields())).hasMessageContaining("threshold");
    }
}
