package org.besik.events.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final String ASTANA = "KZ-71";
    private static final String ALMATY = "KZ-75";
    private static final Thresholds STANDARD = RuleBook.standard().on(TODAY).thresholds();
    private static final Threshold A_WEEK = new Threshold(3, 7, DayCount.DAYS);

    private static String standard() throws IOException {
        try (InputStream file = Objects.requireNonNull(RuleBook.class.getResourceAsStream("/rules/thresholds.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RuleBook load(String json) throws IOException {
        return RuleBook.load(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Overrides handoffs(Threshold threshold) {
        return new Overrides(null, null, null, null, null, threshold, null, null);
    }

    private static RuleVersion version(String name, LocalDate from, Threshold handoffs) {
        return new RuleVersion(name, from, handoffs(handoffs).over(STANDARD), Map.of());
    }

    @Test
    void an_age_without_a_band_is_refused_at_start() {
        assertThatThrownBy(() -> load(
                        standard().replace("\"fromYears\": 1, \"toYears\": 3", "\"fromYears\": 2, \"toYears\": 3")))
                .hasMessageContaining("thresholds.silent: There is no band for the age of 12 months");
    }

    @Test
    void an_age_with_two_bands_is_refused_at_start() {
        assertThatThrownBy(() -> load(
                        standard().replace("\"fromYears\": 3, \"toYears\": 6", "\"fromYears\": 2, \"toYears\": 6")))
                .hasMessageContaining("thresholds.silent[3]: There is more than one band for the age of 24 months");
    }

    @Test
    void bands_for_the_same_form_must_not_overlap_either() {
        assertThatThrownBy(() ->
                        load(standard().replace("[\"HOME\", \"DISTANCE\"]", "[\"HOME\", \"DISTANCE\", \"BOARDING\"]")))
                .hasMessageContaining("thresholds.silent[5]: There is more than one band for the age of 72 months");
    }

    @Test
    void a_band_that_ends_a_year_after_birth_and_one_that_begins_365_days_after_it_are_not_the_same_in_leap_years() {
        assertThatThrownBy(() -> load(
                        standard().replace("\"fromYears\": 1, \"toYears\": 3", "\"fromDays\": 365, \"toYears\": 3")))
                .hasMessageContaining("more than one band");
    }

    @Test
    void a_threshold_that_flags_before_it_warns_is_refused() {
        assertThatThrownBy(() -> load(standard().replace("\"warn\": 7, \"flag\": 14", "\"warn\": 14, \"flag\": 7")))
                .hasMessageContaining("thresholds.newbornUnseen.warn: A threshold warns before it flags");
    }

    @Test
    void a_word_nobody_knows_is_refused() {
        assertThatThrownBy(() ->
                        load(standard().replace("\"newbornDays\": 29", "\"newbornDays\": 29, \"newbornDayz\": 29")))
                .hasMessageContaining("newbornDayz");
    }

    @Test
    void a_version_holds_from_its_first_day_until_another_one_s() {
        var book = RuleBook.standard()
                .with(version("winter", TODAY.plusDays(30), A_WEEK))
                .with(version("autumn", TODAY, A_WEEK));

        assertThat(book.on(TODAY.minusDays(1), ALMATY).version()).isEqualTo("2026-1");
        assertThat(book.on(TODAY, ALMATY).version()).isEqualTo("autumn");
        assertThat(book.on(TODAY.plusDays(30), ALMATY).version()).isEqualTo("winter");
        assertThat(book.nextChange(epoch(TODAY.minusDays(1)))).isEqualTo(epoch(TODAY));
        assertThat(book.nextChange(epoch(TODAY))).isEqualTo(epoch(TODAY.plusDays(30)));
        assertThat(book.nextChange(epoch(TODAY.plusDays(30)))).isEqualTo(RuleBook.NEVER);
    }

    @Test
    void of_two_versions_from_the_same_day_the_one_put_in_force_last_holds() {
        var book = RuleBook.standard().with(version("first", TODAY, A_WEEK)).with(version("second", TODAY, A_WEEK));

        assertThat(book.on(TODAY).version()).isEqualTo("second");
        assertThat(book.versions()).extracting(RuleVersion::version).containsExactly("2026-1", "first", "second");
    }

    @Test
    void what_a_region_has_of_its_own_holds_there_and_the_rest_is_the_nation_s() {
        var nation = handoffs(new Threshold(10, 20, DayCount.DAYS)).over(STANDARD);
        var book = RuleBook.standard().with(new RuleVersion("autumn", TODAY, nation, Map.of(ASTANA, handoffs(A_WEEK))));

        assertThat(book.on(TODAY, ASTANA).handoffPending()).isEqualTo(A_WEEK);
        assertThat(book.on(TODAY, ASTANA).silent()).isEqualTo(STANDARD.silent());
        assertThat(book.on(TODAY, ALMATY).handoffPending()).isEqualTo(nation.handoffPending());
        assertThat(book.on(TODAY.minusDays(1), ASTANA).handoffPending()).isEqualTo(STANDARD.handoffPending());
    }

    @Test
    void the_same_place_and_version_are_the_same_object_so_that_asking_costs_nothing() {
        var book = RuleBook.standard();
        assertThat(book.on(TODAY, ASTANA)).isSameAs(book.on(TODAY.plusYears(3), ASTANA));
    }

    private static int epoch(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }
}
