package org.besik.events.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFormTest {

    private static final LocalDate DECEMBER_1 = LocalDate.of(2026, 12, 1);
    private static final RuleBook STANDARD = RuleBook.standard();
    private static final Thresholds NATION = STANDARD.on(DECEMBER_1).thresholds();

    private static RulesForm form(String json) {
        return RulesForm.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "reason", "asOf");
    }

    private static RuleVersion version(RuleBook book, String json) {
        return form(json).change(DECEMBER_1).version(book, "2026-2");
    }

    private static WrongRules refusal(String json) {
        return catchThrowableOfType(WrongRules.class, () -> version(STANDARD, json));
    }

    @Test
    void what_is_not_named_stays_as_it_is() {
        RuleVersion version = version(
                STANDARD,
                "{'from': '2026-12-05', 'thresholds': {'handoffPending': {'warn': 2, 'flag': 4, 'unit': 'DAYS'}}}");

        assertThat(version.from()).isEqualTo(LocalDate.of(2026, 12, 5));
        assertThat(version.thresholds().handoffPending()).isEqualTo(new Threshold(2, 4, DayCount.DAYS));
        assertThat(version.thresholds().silent()).isEqualTo(NATION.silent());
        assertThat(version.regions()).isEmpty();
    }

    @Test
    void a_region_gets_something_of_its_own_gives_a_part_of_it_back_and_then_everything() {
        RuleVersion two = version(STANDARD, """
                {'regions': {'KZ-71': {'handoffPending': {'warn': 2, 'flag': 4, 'unit': 'DAYS'}, 'newbornDays': 30,
                  'silent': [{'warn': 30, 'flag': 60, 'unit': 'DAYS'}]}}}""");
        assertThat(two.in("KZ-71").handoffPending().flag()).isEqualTo(4);
        assertThat(two.in("KZ-71").silent()).hasSize(1);
        assertThat(two.in("KZ-75")).isEqualTo(NATION);

        RuleVersion three = version(STANDARD.with(two), "{'regions': {'KZ-71': {'silent': null, 'newbornDays': 31}}}");
        assertThat(three.in("KZ-71").handoffPending().flag()).isEqualTo(4);
        assertThat(three.in("KZ-71").newbornDays()).isEqualTo(31);
        assertThat(three.in("KZ-71").silent()).isEqualTo(NATION.silent());

        assertThat(version(STANDARD.with(two), "{'regions': {'KZ-71': null}}").regions())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'from': 'tomorrow'} | BAD_DATE | from",
                "{'thresholds': {'silence': {}}} | UNKNOWN_FIELD | thresholds.silence",
                "{'threshold': {}} | UNKNOWN_FIELD | threshold",
                "{'thresholds': {'handoffPending': {'warn': 2, 'flag': 4, 'unit': 'DAYS', 'band': 1}}} | UNKNOWN_FIELD | thresholds.handoffPending.band",
                "{'thresholds': {'handoffPending': {'warn': 2, 'flag': 4}}} | MISSING_FIELD | thresholds.handoffPending.unit",
                "{'thresholds': {'handoffPending': {'warn': -2, 'flag': 4, 'unit': 'DAYS'}}} | UNKNOWN_VALUE | thresholds.handoffPending.warn",
                "{'thresholds': {'handoffPending': {'warn': 0, 'flag': 0, 'unit': 'DAYS'}}} | UNKNOWN_VALUE | thresholds.handoffPending.flag",
                "{'thresholds': {'handoffPending': {'warn': 5, 'flag': 4, 'unit': 'DAYS'}}} | WARN_AFTER_FLAG | thresholds.handoffPending.warn",
                "{'thresholds': {'handoffPending': {'warn': 1.5, 'flag': 4, 'unit': 'DAYS'}}} | WRONG_TYPE | thresholds.handoffPending.warn",
                "{'thresholds': {'handoffPending': {'warn': 1, 'flag': '4', 'unit': 'DAYS'}}} | WRONG_TYPE | thresholds.handoffPending.flag",
                "{'thresholds': {'handoffPending': {'warn': 1, 'flag': 4, 'unit': 'WEEKS'}}} | UNKNOWN_VALUE | thresholds.handoffPending.unit",
                "{'thresholds': {'silent': []}} | BANDS_MISSING | thresholds.silent",
                "{'thresholds': {'silent': [{'toYears': 18, 'warn': 1, 'flag': 2, 'unit': 'DAYS'}, {'fromYears': 6, 'toYears': 7, 'warn': 1, 'flag': 2, 'unit': 'DAYS'}]}} | BANDS_OVERLAP | thresholds.silent[1]",
                "{'thresholds': {'silent': [{'fromYears': 6, 'toYears': 5, 'warn': 1, 'flag': 2, 'unit': 'DAYS'}]}} | UNKNOWN_VALUE | thresholds.silent[0].toYears",
                "{'thresholds': {'silent': [{'level': 'SPORT', 'warn': 1, 'flag': 2, 'unit': 'DAYS'}]}} | UNKNOWN_VALUE | thresholds.silent[0].level",
                "{'thresholds': {'singleSource': {'fromYears': 3, 'stayMonths': 11, 'contactMonths': 24}}} | UNKNOWN_VALUE | thresholds.singleSource.stayMonths",
                "{'regions': {'KZ-99': {}}} | UNKNOWN_REGION | regions.KZ-99",
                "{'regions': {'KZ-71': {'silent': []}}} | BANDS_MISSING | regions.KZ-71.silent",
                "{'regions': {'KZ-71': 4}} | WRONG_TYPE | regions.KZ-71",
                "{'asOf': '2026-12-01'} | WRONG_TYPE | asOf",
            })
    void a_refusal_names_the_member_and_the_rule(String json, Fault fault, String field) {
        WrongRules refused = catchThrowableOfType(WrongRules.class, () -> {
            RulesForm form = form(json);
            form.days("asOf", 3);
            form.change(DECEMBER_1).version(STANDARD, "2026-2");
        });
        assertThat(refused).isNotNull();
        assertThat(refused.fault()).isEqualTo(fault);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void text_that_is_no_json_and_members_that_stand_twice_are_refused_without_repeating_them() {
        for (String json :
                new String[] {"{'from': 1", "[]", "", "{'from': '2026-12-01', 'from': '2026-12-02'}", "{} {}"}) {
            WrongRules refused = refusal(json);
            assertThat(refused).as(json).isNotNull();
            assertThat(refused.detail()).doesNotContain("2026");
        }
    }

    @Test
    void a_first_day_must_be_said_where_none_is_taken() {
        assertThat(catchThrowableOfType(WrongRules.class, () -> form("{}").change(null))
                        .field())
                .isEqualTo("from");
    }

    @Test
    void a_reason_says_something() {
        assertThat(form("{'reason': 'They wait'}").sentence("reason")).isEqualTo("They wait");
        assertThat(catchThrowableOfType(
                                WrongRules.class, () -> form("{'reason': ' '}").sentence("reason"))
                        .fault())
                .isEqualTo(Fault.UNKNOWN_VALUE);
        assertThat(catchThrowableOfType(WrongRules.class, () -> form("{}").sentence("reason"))
                        .fault())
                .isEqualTo(Fault.MISSING_FIELD);
    }
}
