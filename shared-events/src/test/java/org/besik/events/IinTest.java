package org.besik.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IinTest {

    /** Worked out by hand: 240115600013 sums to 102 = 9 · 11 + 3. */
    @Test
    void the_check_digit_is_the_weighted_sum() {
        assertThat(Iin.isValid("240115600013")).isTrue();
        for (char wrong : "012456789".toCharArray()) {
            assertThat(Iin.isValid("24011560001" + wrong)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24011560001", "2401156000133", "24011560001x", "24011560001٣", " 40115600013"})
    void anything_but_twelve_digits_is_refused(String text) {
        assertThat(Iin.isValid(text)).isFalse();
    }

    /** Against a second, plain writing of the rule; both sets of weights come up, and the number without a check digit. */
    @Property
    void it_follows_the_rule(
            @ForAll @StringLength(11) @NumericChars String body, @ForAll @IntRange(max = 9) int digit) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < 11; i++) {
            int value = Character.digit(body.charAt(i), 10);
            first += value * (i + 1);
            second += value * ((i + 2) % 11 + 1);
        }
        int expected = first % 11 < 10 ? first % 11 : second % 11;
        assertThat(Iin.isValid(body + digit)).isEqualTo(digit == expected);
    }

    @Test
    void where_the_first_weights_give_ten_the_second_decide() {
        // 1·6 + 2·2 = 10; with the second weights 3·6 + 4·2 = 26 = 2 · 11 + 4.
        assertThat(Iin.isValid("620000000004")).isTrue();
        assertThat(Iin.isValid("620000000000")).isFalse();
    }

    @Test
    void where_both_give_ten_no_digit_is_right() {
        String body = bodyWithoutCheckDigit();
        for (int digit = 0; digit < 10; digit++) {
            assertThat(Iin.isValid(body + digit)).isFalse();
        }
    }

    private static String bodyWithoutCheckDigit() {
        for (int n = 0; n < 100_000; n++) {
            String body = "%011d".formatted(n);
            if (sum(body, 1) == 10 && sum(body, 3) == 10) {
                return body;
            }
        }
        throw new AssertionError("there are such numbers");
    }

    private static int sum(String body, int firstWeight) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum += (body.charAt(i) - '0') * ((i + firstWeight - 1) % 11 + 1);
        }
        return sum % 11;
    }

    @Test
    void it_tells_birth_date_and_sex() {
        assertThat(new Iin("240115600013").birthDate()).contains(LocalDate.of(2024, 1, 15));
        assertThat(new Iin("240115600013").sex()).isEqualTo(Sex.F);
        assertThat(new Iin("991231300000").birthDate()).contains(LocalDate.of(1999, 12, 31));
        assertThat(new Iin("991231300000").sex()).isEqualTo(Sex.M);
        assertThat(new Iin("240115000000").birthDate()).isEmpty();
        assertThat(new Iin("240115000000").sex()).isNull();
        assertThat(new Iin("240230600000").birthDate()).isEmpty();
    }

    @Test
    void it_never_says_its_number() {
        assertThat(new Iin("240115600013").toString()).doesNotContain("2401");
    }
}
