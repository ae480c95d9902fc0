package org.besik.command.facts.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.besik.command.circumstances.guardian.AssignGuardian;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.ending.recorddeath.RecordDeath;
import org.besik.command.refusal.Refused;
import org.besik.command.registration.correctidentity.CorrectIdentity;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.residence.move.DeclareRelocation;
import org.besik.command.schooling.enrolchild.EnrolChild;
import org.besik.command.schooling.reportattendance.ReportAttendance;
import org.besik.events.AgencyId;
import org.besik.events.Place;
import org.besik.events.caller.Caller;
import org.besik.events.schooling.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

    static final String IIN = "240115600013";
    static final String OTHER_IIN = "240115600023";

    /** Midnight has passed in Almaty, and not yet in London. */
    static final Clock NOVEMBER_22 = Clock.fixed(Instant.parse("2026-11-21T20:00:00Z"), ZoneId.of("Asia/Almaty"));

    static final Caller CLINIC = Caller.of(
            Map.of("sub", "clinic", "agency", "clinic-KZ-71-0", "regions", Set.of("KZ-71"), "roles", Set.of("AGENCY")));
    static final Caller HUB = Caller.of(Map.of(
            "sub", "hub", "agency", "hub", "regions", Set.of("KZ"), "roles", Set.of("HUB"), "scope", "facts:relay"));
    static final Caller MONITOR =
            Caller.of(Map.of("sub", "officer", "regions", Set.of("KZ"), "roles", Set.of("MONITOR")));

    final FactReader reader = new FactReader(NOVEMBER_22, Fingerprints.keyed(new byte[] {1, 2, 3}));

    @Test
    void a_contact_is_read_as_it_was_sent() {
        Fact fact = accepted(contact(""), CLINIC);

        assertThat(fact.kind()).isEqualTo("contact");
        assertThat(fact.ref()).isEqualTo("v-1");
        assertThat(fact.agency()).isEqualTo(new AgencyId("clinic-KZ-71-0"));
        assertThat(fact.relayedBy()).isNull();
        assertThat(fact.region()).isNull();
        assertThat(fact.occurredOn()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(fact.child()).isInstanceOf(ChildRef.ByIin.class);
        assertThat(fact.fingerprint()).hasSize(16);
    }

    @Test
    void a_hub_reports_for_an_agency_in_any_region() {
        Fact fact = accepted(contact("'agency':'school-KZ-10-1','region':'KZ-10','district':'Semey',"), HUB);

        assertThat(fact.agency()).isEqualTo(new AgencyId("school-KZ-10-1"));
        assertThat(fact.relayedBy()).isEqualTo("hub");
        assertThat(fact.region()).isEqualTo("KZ-10");
        assertThat(fact.district()).isEqualTo("Semey");
    }

    @Test
    void a_hub_that_names_no_agency_speaks_for_itself() {
        Fact fact = accepted(contact(""), HUB);
        assertThat(fact.agency()).isEqualTo(new AgencyId("hub"));
        assertThat(fact.relayedBy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fact':'contact'",
                "{'fact':'contact'}}",
                "{'fact':'contact'} {}",
                "{'fact' 'contact'}",
                "{fact:'contact'}",
                "nonsense",
                "",
                "{'fact':'contact','data':{'a':01}}",
                "{'fact':'contact','ref':'\\ud800'}",
                "{'fact':'contact','data':NaN}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void text_that_is_not_json_is_malformed(String text) {
        refusedBy("malformed-json", null, text, HUB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c3(", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082"})
    void bytes_that_are_not_utf_8_are_malformed(String bytes) {
        byte[] text = contact("").replace('\'', '"').replace("v-1", bytes).getBytes(ISO_8859_1);
        Refused refused =
                reader.read(text, 0, text.length, new Delivery(HUB, "d")).refused();
        assertThat(refused).isNotNull();
        assertThat(refused.rule().code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'fact':'contact','fact':'birth' | fact",
                "'fact':'contact','data':{'kind':'a','kind':'a'} | data.kind",
                "'fact':'contact','data':{'kind':null,'kind':'a'} | data.kind",
                "'fact':'contact','child':{'person':{'given':'A','given':'B'}} | child.person.given",
                "'f\\u0061ct':'contact','fact':'contact' | fact"
            })
    void a_member_that_stands_twice_is_refused(String members, String field) {
        refusedBy("duplicate-key", field, "{" + members + "}", HUB);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the frame
                "wrong-type | | [1]",
                "wrong-type | | `'text'`",
                "wrong-type | | null",
                "missing-field | fact | {'ref':'v-1'}",
                "wrong-type | fact | {'fact':1}",
                "unknown-fact | fact | {'fact':'birthday','ref':'v-1','more':1}",
                "unknown-field | more | {'fact':'contact','more':1}",
                "unknown-field | more | {'fact':'contact','more':null}",
                "missing-field | ref | {'fact':'contact'}",
                "missing-field | ref | {'fact':'contact','ref':null}",
                "wrong-type | ref | {'fact':'contact','ref':17}",
                "unknown-value | ref | {'fact':'contact','ref':'  '}",
                "unknown-value | ref | {'fact':'contact','ref':'a\\u0000b'}",
                "missing-field | occurredOn | {'fact':'contact','ref':'v-1'}",
                "bad-date | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':'2026-02-30'}",
                "bad-date | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':'04.03.2026'}",
                "bad-date | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':'2026-03-04T10:00:00Z'}",
                "bad-date | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':'0026-03-04'}",
                "bad-date | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':''}",
                "wrong-type | occurredOn | {'fact':'contact','ref':'v-1','occurredOn':20260304}",
                "missing-field | child | {'fact':'contact','ref':'v-1','occurredOn':'2026-03-04'}",
                // the child
                "wrong-type | child | CHILD:'240115600013'",
                "missing-field | child | CHILD:{}",
                "missing-field | child | CHILD:{'iin':null}",
                "wrong-type | child | CHILD:{'iin':'240115600013','id':'x'}",
                "unknown-field | child.name | CHILD:{'name':'x'}",
                "wrong-type | child.iin | CHILD:{'iin':240115600013}",
                "iin-check-digit | child.iin | CHILD:{'iin':'240115600014'}",
                "iin-check-digit | child.iin | CHILD:{'iin':'24011560001'}",
                "iin-check-digit | child.iin | CHILD:{'iin':'2401156000AB'}",
                "missing-field | child.local.system | CHILD:{'local':{'value':'1'}}",
                "wrong-type | child.local | CHILD:{'local':'1'}",
                "missing-field | child.person.birthDate | CHILD:{'person':{'surname':'A','given':'B'}}",
                "unknown-value | child.person.sex | CHILD:{'person':{'surname':'A','given':'B','sex':'X'}}",
                "identity-mismatch | child.person.birthDate | CHILD:{'person':{'surname':'A','given':'B','birthDate':'2026-03-05'}}",
                "future-date | child.person.birthDate | CHILD:{'person':{'surname':'A','given':'B','birthDate':'2026-11-23'}}",
                // contact
                "missing-field | data | contact:null",
                "wrong-type | data | contact:'yes'",
                "wrong-type | data | contact:[]",
                "missing-field | data.service | contact:{'strength':'SEEN','kind':'visit'}",
                "missing-field | data.strength | contact:{'service':'HEALTH'}",
                "unknown-value | data.strength | contact:{'service':'HEALTH','strength':'seen','kind':'visit'}",
                "unknown-value | data.service | contact:{'service':'MAGIC','strength':'SEEN','kind':'visit'}",
                "wrong-type | data.kind | contact:{'service':'HEALTH','strength':'SEEN','kind':{}}",
                "unknown-field | data.note | contact:{'service':'HEALTH','strength':'SEEN','kind':'visit','note':'x'}",
                "missing-field | data.retracts | contact-retraction:{'reason':'x'}",
                // registration
                "missing-field | data.person | birth:{'region':'KZ-71'}",
                "missing-field | data.region | birth:{'person':PERSON}",
                "unknown-region | data.region | birth:{'person':PERSON,'region':'KZ-99'}",
                "wrong-type | data.rural | birth:{'person':PERSON,'region':'KZ-71','rural':'no'}",
                "iin-check-digit | data.iin | birth:{'person':PERSON,'region':'KZ-71','iin':'123456789012'}",
                "identity-mismatch | data.iin | birth:{'person':PERSON,'region':'KZ-71','iin':'240115600023'}",
                "identity-mismatch | data.iin | national-id:{'iin':'240115600023'}",
                "iin-check-digit | data.mother.iin | birth:{'person':PERSON,'region':'KZ-71','mother':{'iin':'1'}}",
                "future-date | data.mother.birthDate | birth:{'person':PERSON,'region':'KZ-71','mother':{'birthDate':'2027-01-01'}}",
                "of-age | data.person.birthDate | birth:{'person':BORN_2008-03-04,'region':'KZ-71'}",
                "of-age | data.person.birthDate | registration:{'person':BORN_2008-02-29,'region':'KZ-71','reason':'LATE'}",
                "identity-mismatch | data.person.birthDate | birth:{'person':BORN_2026-03-05,'region':'KZ-71'}",
                "future-date | data.person.birthDate | birth:{'person':BORN_2026-11-23,'region':'KZ-71'}",
                "missing-field | data.reason | registration:{'person':PERSON,'region':'KZ-71'}",
                "unknown-value | data.reason | registration:{'person':PERSON,'region':'KZ-71','reason':'WHY'}",
                "missing-field | data.corrects | identity-correction:{'person':{'given':'A'}}",
                // residence
                "missing-field | data.to | relocation:{'from':{'region':'KZ-71'}}",
                "wrong-type | data.to | arrival:{'to':'KZ-71'}",
                "unknown-region | data.to.region | arrival:{'to':{'region':'Almaty'}}",
                "unknown-field | data.to.street | arrival:{'to':{'region':'KZ-71','street':'x'}}",
                "bad-date | data.expectedBy | relocation:{'from':{'region':'KZ-71'},'to':{'region':'KZ-75'},'expectedBy':'soon'}",
                "missing-field | data.until | temporary-stay:{'region':'KZ-71'}",
                "missing-field | data.country | departure-abroad:{}",
                // schooling
                "bad-date | data.month | attendance:{'institution':'s','month':'2026-13','daysPresent':1,'daysAbsent':1}",
                "bad-date | data.month | attendance:{'institution':'s','month':'2026-3','daysPresent':1,'daysAbsent':1}",
                "future-date | data.month | attendance:{'institution':'s','month':'2026-12','daysPresent':1,'daysAbsent':1}",
                "wrong-type | data.daysPresent | attendance:{'institution':'s','month':'2026-02','daysPresent':'19','daysAbsent':1}",
                "wrong-type | data.daysPresent | attendance:{'institution':'s','month':'2026-02','daysPresent':1.5,'daysAbsent':1}",
                "unknown-value | data.daysPresent | attendance:{'institution':'s','month':'2026-02','daysPresent':32,'daysAbsent':1}",
                "unknown-value | data.daysAbsent | attendance:{'institution':'s','month':'2026-02','daysPresent':3,'daysAbsent':-1}",
                "unknown-value | data.daysAbsent | attendance:{'institution':'s','month':'2026-02','daysPresent':3,'daysAbsent':1e999999999}",
                "unknown-value | data.level | enrolment:{'institution':'s','level':'SCHOOL','from':'2026-09-01'}",
                "unknown-value | data.form | enrolment:{'institution':'s','level':'PRIMARY','form':'NIGHT','from':'2026-09-01'}",
                "unknown-value | data.reason | enrolment-end:{'institution':'s','reason':'BORED'}",
                "unknown-value | data.level | waitlist:{'level':'COLLEGE'}",
                // handoff, circumstances, death
                "missing-field | data.handoff | handoff-acceptance:{}",
                "missing-field | data.to | handoff:{'service':'SOCIAL'}",
                "missing-field | data.name | guardian:{'relation':'aunt','from':'2026-01-01'}",
                "unknown-value | data.category | support-category:{'category':'RICH'}",
                "unknown-value | data.kind | placement:{'kind':'HOTEL'}",
                "unknown-field | data.cause | death:{'cause':'x'}",
            })
    void a_fact_is_refused_by_the_rule_it_breaks(String rule, String field, String fact) {
        refusedBy(rule, field, expand(fact), HUB);
    }

    @Test
    void today_is_not_the_future_and_tomorrow_is() {
        accepted(contact("").replace("2026-03-04", "2026-11-22"), CLINIC);
        refusedBy("future-date", "occurredOn", contact("").replace("2026-03-04", "2026-11-23"), CLINIC);
    }

    @Test
    void a_person_is_of_age_from_the_18th_birthday_on() {
        accepted(expand("birth:{'person':BORN_2008-03-05,'region':'KZ-71'}"), CLINIC);
        // 29 February: the birthday is 1 March where there is no 29th
        accepted(
                expand("birth:{'person':BORN_2008-02-29,'region':'KZ-71'}").replace("2026-03-04", "2026-02-28"),
                CLINIC);
        refusedBy(
                "of-age",
                "data.person.birthDate",
                expand("birth:{'person':BORN_2008-02-29,'region':'KZ-71'}").replace("2026-03-04", "2026-03-01"),
                CLINIC);
    }

    @Test
    void only_a_relay_names_an_agency() {
        refusedBy("not-relay", "agency", contact("'agency':'school-1',"), CLINIC);
        refusedBy("not-relay", "agency", contact(""), MONITOR);
    }

    @Test
    void a_relay_without_an_agency_of_its_own_must_name_one() {
        Caller relay = Caller.of(Map.of("sub", "relay", "regions", Set.of("KZ"), "scope", "other facts:relay"));
        refusedBy("missing-field", "agency", contact(""), relay);
        assertThat(accepted(contact("'agency':'school-1',"), relay).relayedBy()).isEqualTo("relay");
    }

    @Test
    void a_token_is_compared_with_the_fact_s_own_region_only() {
        accepted(contact("'region':'KZ-71',"), CLINIC);
        accepted(expand("arrival:{'to':{'region':'KZ-10'}}"), CLINIC);
        refusedBy("region-not-yours", "region", contact("'region':'KZ-75',"), CLINIC);
        refusedBy("unknown-region", "region", contact("'region':'KZ-99',"), CLINIC);
        refusedBy("unknown-region", "region", contact("'region':'KZ',"), HUB);
    }

    @Test
    void form_comes_before_rights_and_rights_before_values() {
        String future = contact("'agency':'school-1',").replace("2026-03-04", "2026-12-01");
        refusedBy("unknown-value", "data.service", future.replace("HEALTH", "MAGIC"), CLINIC);
        refusedBy("not-relay", "agency", future, CLINIC);
        refusedBy("future-date", "occurredOn", future, HUB);
    }

    @Test
    void a_refusal_names_the_reference_where_it_can_be_read() {
        assertThat(read("{'fact':'birthday','ref':'v-1'}", HUB).ref()).isEqualTo("v-1");
        assertThat(read("{'fact':'contact','ref':17}", HUB).ref()).isNull();
        assertThat(read("{'fact':'contact','ref':'v-1'", HUB).ref()).isNull();
        assertThat(read("{'ref':'v-1','ref':'v-2'}", HUB).ref()).isNull();
        assertThat(read("{'fact':'contact','data':{'a':1,'a':2},'ref':'v-1'}", HUB)
                        .ref())
                .isEqualTo("v-1");
    }

    @Test
    void a_refusal_never_repeats_a_value() {
        String fact = expand("birth:{'person':PERSON,'region':'KZ-99','iin':'240115600023','mother':'Aigul Secret'}");
        Refused refused = read(fact, HUB).refused();
        assertThat(refused).isNotNull();
        assertThat(refused.toString() + refused.detail()).doesNotContain("2401156", "Secret", "KZ-99", "Aru");
    }

    @Test
    void a_fact_over_a_mebibyte_is_too_long() {
        String padded =
                contact("") + " ".repeat(FactReader.LONGEST - contact("").length());
        accepted(padded, CLINIC);
        refusedBy("line-too-long", null, padded + " ", CLINIC);
    }

    @Test
    void a_birth_carries_everything_it_names() {
        Fact fact = accepted(
                expand("birth:{'person':PERSON,'region':'KZ-71','district':'Esil','rural':false,'facility':'m-1',"
                        + "'iin':'240115600013','local':{'system':'registry','value':'B-1'},'mother':'Aigul S.'}"),
                CLINIC);
        assertThat(fact.order()).isInstanceOfSatisfying(RegisterBirth.class, birth -> {
            assertThat(birth.person().given()).isEqualTo("Aru");
            assertThat(birth.place()).isEqualTo(new Place("KZ-71", "Esil", false));
            assertThat(birth.mother()).isNotNull();
            assertThat(birth.mother().name()).isEqualTo("Aigul S.");
            assertThat(birth.local()).isNotNull();
            assertThat(birth.local().value()).isEqualTo("B-1");
        });
    }

    @Test
    void a_correction_tells_absent_from_removed() {
        Order order = accepted(
                        expand("identity-correction:{'corrects':'e','person':{'given':'Aru','patronymic':null}}"),
                        CLINIC)
                .order();
        assertThat(order).isInstanceOfSatisfying(CorrectIdentity.class, correction -> {
            assertThat(correction.removed()).containsExactly("patronymic");
            assertThat(correction.person().given()).isEqualTo("Aru");
            assertThat(correction.person().surname()).isNull();
        });
    }

    @Test
    void what_is_optional_may_be_left_out() {
        assertThat(order("enrolment:{'institution':'s','level':'PRIMARY','from':'2026-09-01'}"))
                .isEqualTo(new EnrolChild(
                        "s", org.besik.events.schooling.Level.PRIMARY, Form.DAY, LocalDate.of(2026, 9, 1)));
        assertThat(order("attendance:{'institution':'s','month':'2026-02','daysPresent':19.0,'daysAbsent':1e0}"))
                .isEqualTo(new ReportAttendance("s", YearMonth.of(2026, 2), 19, 1));
        assertThat(order("death:null")).isEqualTo(new RecordDeath());
        assertThat(order("death:{}")).isEqualTo(new RecordDeath());
        assertThat(order("relocation:{'from':{'region':'KZ-71'},'to':{'region':'KZ-75'},'expectedBy':'2027-01-01'}"))
                .isEqualTo(new DeclareRelocation(
                        new Place("KZ-71", null, null), new Place("KZ-75", null, null), LocalDate.of(2027, 1, 1)));
        assertThat(order("guardian:{'name':{'surname':'A','given':'B'},'relation':'aunt','from':'2026-01-01'}"))
                .isInstanceOfSatisfying(
                        AssignGuardian.class,
                        guardian -> assertThat(guardian.guardian().surname()).isEqualTo("A"));
    }

    @Test
    void there_are_all_kinds_of_the_contract() {
        assertThat(FactForms.kinds())
                .containsExactlyInAnyOrder(
                        "birth",
                        "registration",
                        "national-id",
                        "identity-correction",
                        "contact",
                        "contact-retraction",
                        "relocation",
                        "arrival",
                        "relocation-cancellation",
                        "temporary-stay",
                        "departure-abroad",
                        "return",
                        "waitlist",
                        "waitlist-end",
                        "enrolment",
                        "attendance",
                        "enrolment-end",
                        "handoff",
                        "handoff-acceptance",
                        "handoff-decline",
                        "handoff-completion",
                        "handoff-cancellation",
                        "guardian",
                        "support-category",
                        "support-category-end",
                        "placement",
                        "placement-end",
                        "death");
    }

    private Order order(String fact) {
        return accepted(expand(fact), CLINIC).order();
    }

    /** {@code kind:data} becomes a whole fact of that kind, {@code CHILD:…} a contact with that child. */
    static String expand(String fact) {
        if (fact.startsWith("{") || fact.startsWith("[") || fact.startsWith("'") || !fact.contains(":")) {
            return fact;
        }
        String kind = fact.substring(0, fact.indexOf(':'));
        String data = fact.substring(kind.length() + 1)
                .replace("PERSON", "BORN_2024-01-15")
                .replaceAll("BORN_([0-9-]{10})", "{'surname':'Test','given':'Aru','sex':'F','birthDate':'$1'}");
        String child = "{'iin':'" + IIN + "'}";
        if (kind.equals("CHILD")) {
            child = data;
            kind = "contact";
            data = "{'service':'HEALTH','strength':'SEEN','kind':'visit'}";
        }
        return "{'fact':'" + kind + "','ref':'v-1','child':" + child + ",'occurredOn':'2026-03-04','data':" + data
                + "}";
    }

    static String contact(String more) {
        return "{" + more + "'fact':'contact','ref':'v-1','child':{'iin':'" + IIN + "'},'occurredOn':'2026-03-04',"
                + "'data':{'service':'HEALTH','strength':'SEEN','kind':'home-visit'}}";
    }

    private ReadFact read(String text, Caller caller) {
        byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
        return reader.read(bytes, 0, bytes.length, new Delivery(caller, "delivery"));
    }

    private Fact accepted(String text, Caller caller) {
        ReadFact said = read(text, caller);
        assertThat(said.refused()).as(text).isNull();
        assertThat(said.fact()).isNotNull();
        return said.fact();
    }

    private void refusedBy(String rule, String field, String text, Caller caller) {
        Refused refused = read(text, caller).refused();
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.rule().code()).as(refused.detail()).isEqualTo(rule);
        assertThat(refused.field()).isEqualTo(field);
    }
}
