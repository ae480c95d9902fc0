package org.besik.query.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    private static String standard() throws IOException {
        try (InputStream file = Objects.requireNonNull(RuleBook.class.getResourceAsStream("/rules/thresholds.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RuleBook load(String json) throws IOException {
        return RuleBook.load(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_age_without_a_band_is_refused_at_start() {
        assertThatThrownBy(() -> load(
                        standard().replace("\"fromYears\": 1, \"toYears\": 3", "\"fromYears\": 2, \"toYears\": 3")))
                .hasMessageContaining("no band for the age of 12 months");
    }

    @Test
    void an_age_with_two_bands_is_refused_at_start() {
        assertThatThrownBy(() -> load(
                        standard().replace("\"fromYears\": 3, \"toYears\": 6", "\"fromYears\": 2, \"toYears\": 6")))
                .hasMessageContaining("more than one band for the age of 24 months");
    }

    @Test
    void a_threshold_that_flags_before_it_warns_is_refused() {
        assertThatThrownBy(() -> load(standard().replace("\"warn\": 7, \"flag\": 14", "\"warn\": 14, \"flag\": 7")))
                .hasMessageContaining("warns before it flags");
    }

    @Test
    void a_word_nobody_knows_is_refused() {
        assertThatThrownBy(() ->
                        load(standard().replace("\"newbornDays\": 29", "\"newbornDays\": 29, \"newbornDayz\": 29")))
                .hasMessageContaining("newbornDayz");
    }

    @Test
    void a_region_has_its_own_rules_from_the_day_they_come_into_force() throws IOException {
        RuleBook.RuleSet national = RuleBook.standard().on(TODAY, "KZ-71");
        var own = new RuleBook.RuleSet(
                "astana-1",
                TODAY,
                Set.of("KZ-71"),
                national.newbornUnseen(),
                national.newbornDays(),
                national.silent(),
                national.notInEducation(),
                national.lostInTransit(),
                national.handoffPending(),
                national.unregistered(),
                national.singleSource());
        var book = new RuleBook(new ArrayList<>(List.of(national, own)));
        assertThat(book.on(TODAY, "KZ-71").version()).isEqualTo("astana-1");
        assertThat(book.on(TODAY, "KZ-75").version()).isEqualTo("2026-1");
        assertThat(book.on(TODAY.minusDays(1), "KZ-71").version()).isEqualTo("2026-1");
        assertThat(book.changesBetween(TODAY.minusDays(5), TODAY.plusDays(5))).containsExactly(TODAY);
    }

    @Test
    void two_sets_for_the_same_regions_from_the_same_day_are_refused() {
        RuleBook.RuleSet national = RuleBook.standard().on(TODAY, "KZ-71");
        assertThatThrownBy(() -> new RuleBook(new ArrayList<>(List.of(national, national))))
                .hasMessageContaining("two sets");
    }
}
