package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.besik.events.ChildId;
import org.besik.events.LocalId;
import org.besik.query.access.BadQuestion;
import org.besik.query.childrecord.ChildSearch.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtTest {

    static final LocalDate APRIL_1 = LocalDate.of(2018, 4, 1);

    @ParameterizedTest
    @ValueSource(strings = {"2018-04-01", "01.04.2018", "1.4.2018", "01/04/2018", "2018.04.01", " 01.04.2018. "})
    void a_day_is_read_as_people_write_it(String typed) {
        assertThat(Sought.in(typed).wanted()).isEqualTo(new Wanted(null, null, APRIL_1, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"190401600016", "190401 600016", " 190401 600016 "})
    void an_iin_is_read_with_its_gap_and_without(String typed) {
        assertThat(Sought.in(typed).wanted()).isEqualTo(new Wanted("190401600016", null, null, null, null));
    }

    @Test
    void what_is_typed_together_belongs_together() {
        assertThat(Sought.in("Оспан,  Әли 01.04.2018").wanted())
                .isEqualTo(new Wanted(null, "Оспан Әли", APRIL_1, null, null));
        assertThat(Sought.in("Оспанова 190401600016").wanted())
                .isEqualTo(new Wanted("190401600016", "Оспанова", null, null, null));
    }

    @Test
    void a_registers_number_has_its_register_before_it() {
        assertThat(Sought.in("registry:B-17").wanted())
                .isEqualTo(new Wanted(null, null, null, new LocalId("registry", "B-17"), null));
        assertThat(Sought.in("registry:B-17").isNumber()).isTrue();
    }

    @Test
    void a_records_id_is_one_in_any_case() {
        assertThat(Sought.in("6F1F1D0E-5A57-4F0C-9B0E-0B8F5C8F2F11").id())
                .isEqualTo(new ChildId("6f1f1d0e-5a57-4f0c-9b0e-0b8f5c8f2f11"));
    }

    @ParameterizedTest
    @CsvSource({"31.02.2018, birthDate", "2018-13-01, birthDate", "12345, number", "Оспан 1234567890123, number"})
    void what_can_be_none_of_these_is_told_by_what_it_looks_like(String typed, String looksLike) {
        assertThatThrownBy(() -> Sought.in(typed))
                .isInstanceOfSatisfying(
                        BadQuestion.class, wrong -> assertThat(wrong.field()).isEqualTo(looksLike));
    }

    @Test
    void it_does_not_say_who_is_sought() {
        assertThat(Sought.in("Оспанова 01.04.2018").toString())
                .doesNotContain("Оспанова")
                .doesNotContain("2018");
    }
}
