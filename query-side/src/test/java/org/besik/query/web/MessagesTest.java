package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.caller.Role;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.codec.EventTypes;
import org.besik.events.identity.RecordsMerged;
import org.besik.query.childrecord.FoldedViews;
import org.besik.query.duplicates.Weights;
import org.besik.query.records.Contradiction;
import org.besik.query.records.Handoff;
import org.besik.query.records.Move;
import org.besik.query.records.TraceCase;
import org.besik.query.statistics.Statistics;
import org.besik.query.untracked.Reason;
import org.besik.query.untracked.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    /** Texts that are the same in another language by nature. */
    static final Set<String> MAY_BE_ENGLISH = Set.of();

    /** Members that a reader is not shown: ids that a machine follows; a cause is shown as the reason. */
    static final Set<String> NOT_SHOWN = Set.of("childId", "cause");

    static final Properties ENGLISH = bundle("");

    static Properties bundle(String suffix) {
        return load(suffix, new Properties());
    }

    private static Properties load(String suffix, Properties properties) {
        try (var file = MessagesTest.class.getResourceAsStream("/messages" + suffix + ".properties")) {
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_kk", "_ru"})
    void every_language_has_every_text_and_no_other(String suffix) {
        assertThat(bundle(suffix).stringPropertyNames()).isEqualTo(ENGLISH.stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_kk", "_ru"})
    void no_text_stands_twice(String suffix) {
        var twice = new TreeSet<String>();
        load(suffix, new Properties() {
            @Override
            public synchronized Object put(Object key, Object text) {
                Object before = super.put(key, text);
                if (before != null) {
                    twice.add(key.toString());
                }
                return before;
            }
        });
        assertThat(twice).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_kk", "_ru"})
    void no_text_was_left_in_english(String suffix) {
        var translated = bundle(suffix);
        for (String key : ENGLISH.stringPropertyNames()) {
            if (!MAY_BE_ENGLISH.contains(key)) {
                assertThat(translated.getProperty(key)).as(key).isNotBlank().isNotEqualTo(ENGLISH.getProperty(key));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"_kk", "_ru"})
    void every_language_uses_the_same_arguments(String suffix) {
        var translated = bundle(suffix);
        for (String key : ENGLISH.stringPropertyNames()) {
            // The number itself only chooses the English form.
            if (!Set.of("days", "child.events", "list.count", "overview.rate.hint", "agency.year")
                    .contains(key)) {
                assertThat(arguments(translated.getProperty(key)))
                        .as(key)
                        .isEqualTo(arguments(ENGLISH.getProperty(key)));
            }
        }
    }

    static Set<String> arguments(String text) {
        var found = new TreeSet<String>();
        Pattern.compile("\\{(\\d)").matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    @Test
    void what_can_stand_on_a_page_has_words() {
        var needed = new TreeSet<String>();
        Regions.codes().forEach(code -> needed.add("region." + code));
        needed.add("region." + Place.UNKNOWN);
        for (String reason : reasons()) {
            needed.add("reason." + reason);
            needed.add("reason." + reason + ".meaning");
        }
        for (var kind : Contradiction.Kind.values()) {
            needed.add("contradiction." + kind);
        }
        for (var type : EventTypes.all()) {
            needed.add("event." + type.getSimpleName());
            for (RecordComponent member : type.getRecordComponents()) {
                if (!NOT_SHOWN.contains(member.getName())) {
                    needed.add("field." + member.getName());
                }
                values(member.getType()).forEach(value -> needed.add("value." + value));
            }
        }
        ListQuery.FILTERS.forEach(filter -> needed.add("filter." + filter));
        needed.addAll(ListFile.COLUMNS);
        needed.addAll(StatisticsPage.COLUMNS);
        try (var views = new FoldedViews(List.of(), List.of())) {
            for (var figure : new Statistics(views).catalogue(QueryPages.ADMIN)) {
                needed.add("figure." + figure.indicator());
                needed.add("figure." + figure.indicator() + ".v" + figure.version());
                figure.by().forEach(by -> needed.add("column." + by));
            }
        }
        Frame.ways(QueryPages.caller(Role.ADMIN, "KZ", "agency")).forEach(way -> needed.add("nav." + way.page()));
        for (var field : Weights.Field.values()) {
            needed.add("compared." + field);
            field.levels().forEach(level -> needed.add("likeness." + level));
        }
        needed.add("likeness.MISSING");
        // Why the system or an officer joined two records
        for (String reason : List.of("person", "iin", "identifier", "officer", RecordsMerged.DESPITE_REJECTION)) {
            needed.add("value." + reason);
        }
        values(TraceCase.State.class).forEach(state -> needed.add("case.state." + state));
        values(SupportCategory.class).forEach(value -> needed.add("value." + value));
        for (Class<?> coded : List.of(Severity.class, Handoff.Status.class, Move.MoveEnd.class)) {
            values(coded).forEach(value -> needed.add("value." + value));
        }

        assertThat(ENGLISH.stringPropertyNames()).containsAll(needed);
    }

    static List<String> reasons() {
        var reasons = new ArrayList<>(Reasons.OFFERED);
        Arrays.stream(Reason.values()).map(Enum::name).forEach(reasons::add);
        return reasons;
    }

    static List<String> values(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Object::toString).toList()
                : List.of();
    }

    @Test
    void every_reason_but_for_the_stale_feed_can_be_asked_for() {
        assertThat(Reasons.OFFERED)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(Reason.values()).map(Enum::name), Stream.of(Reasons.FEED_STALE))
                                .toList());
    }

    @Test
    void templates_name_only_texts_that_there_are() throws IOException {
        try (var templates = Files.list(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.toList()) {
                String html = Files.readString(template);
                Pattern.compile("#\\{([a-zA-Z.-]+)|words\\.say\\('([a-zA-Z.-]+[a-zA-Z])'")
                        .matcher(html)
                        .results()
                        .forEach(use -> assertThat(ENGLISH.stringPropertyNames())
                                .as(template.toString())
                                .contains(use.group(1) == null ? use.group(2) : use.group(1)));
            }
        }
    }

    @Test
    void templates_hold_no_script_and_no_style_of_their_own() throws IOException {
        try (var templates = Files.list(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.toList()) {
                assertThat(Files.readString(template))
                        .as(template.toString())
                        .doesNotContainPattern(
                                "(?i)\\sstyle=|<style|<script(?![^>]*src=)|\\son[a-z]+=|javascript:|hx-on");
            }
        }
    }

    static Statistics.Figure figure(String unit, @Nullable Double p90) {
        var day = LocalDate.of(2026, 10, 31);
        return new Statistics.Figure("one", "1", "", unit, day, day, day, null, 0.5, p90, 1, 2, List.of());
    }

    @Test
    void numbers_and_days_are_said_in_each_language() {
        var words = new WebConfiguration().messageSource();
        var day = LocalDate.of(2026, 10, 31);
        var english = new Words(words, Locale.of("en"), QueryPages.ALMATY);
        var russian = new Words(words, Locale.of("ru"), QueryPages.ALMATY);
        var kazakh = new Words(words, Locale.of("kk"), QueryPages.ALMATY);

        assertThat(english.date(day)).isEqualTo("Oct 31, 2026");
        assertThat(russian.date(day).replaceAll("\\h", " ")).isEqualTo("31 окт. 2026 г.");
        assertThat(kazakh.date(day).replaceAll("\\h", " ")).isEqualTo("2026 ж. 31 қаз.");
        assertThat(english.days(1)).isEqualTo("1 day");
        assertThat(english.days(12)).isEqualTo("12 days");
        assertThat(russian.age(28)).isEqualTo("2 года 4 мес.");
        assertThat(russian.age(72)).isEqualTo("6 лет");
        assertThat(kazakh.age(72)).isEqualTo("6 жас");
        assertThat(english.age(1)).isEqualTo("1 month");
        assertThat(english.measure(figure("days", 12.0))).isEqualTo("Median");
        assertThat(russian.measure(figure("ratio", null))).isEqualTo("Доля");
        assertThat(kazakh.measure(figure("days", 12.0))).isEqualTo("Медианасы");
        assertThat(english.number(1234567)).isEqualTo("1,234,567");
        assertThat(russian.percent(0.0351)).isEqualTo("3,5\u00a0%");
    }
}
