package org.besik.command.facts.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintTest {

    final FactReader reader = new FactReader(FactReaderTest.NOVEMBER_22, Fingerprints.keyed(new byte[] {7}));

    record Month(String institution, int present, int absent) {}

    @Property(tries = 300)
    void no_spelling_of_the_same_content_changes_it(@ForAll("months") Month month, @ForAll Random random) {
        assertThat(fingerprint(spelt(month, random))).isEqualTo(fingerprint(spelt(month, random)));
    }

    @Property(tries = 300)
    void any_other_content_changes_it(
            @ForAll("months") Month one, @ForAll("months") Month other, @ForAll Random random) {
        Assume.that(!one.equals(other));
        assertThat(fingerprint(spelt(one, random))).isNotEqualTo(fingerprint(spelt(other, random)));
    }

    @Example
    void composed_and_decomposed_letters_are_one() {
        assertThat(fingerprint(fact("'kind':'\u0439'"))).isEqualTo(fingerprint(fact("'kind':'\u0438\u0306'")));
        assertThat(fingerprint(fact("'kind':'\\u0439'"))).isEqualTo(fingerprint(fact("'kind':'\u0439'")));
    }

    @Example
    void reference_and_agency_are_the_key_and_not_the_content() {
        assertThat(fingerprint(FactReaderTest.contact("'agency':'a',")))
                .isEqualTo(fingerprint(FactReaderTest.contact("'agency':'b',").replace("v-1", "v-2")));
        assertThat(fingerprint(FactReaderTest.contact("")))
                .isNotEqualTo(fingerprint(FactReaderTest.contact("'region':'KZ-71',")));
        assertThat(fingerprint(FactReaderTest.contact("")))
                .isNotEqualTo(fingerprint(FactReaderTest.contact("'district':'x',")));
    }

    @Example
    void a_default_is_not_filled_in() {
        String enrolment = "enrolment:{'institution':'s','level':'PRIMARY','from':'2026-09-01'%s}";
        assertThat(fingerprint(FactReaderTest.expand(enrolment.formatted(""))))
                .isEqualTo(fingerprint(FactReaderTest.expand(enrolment.formatted(",'form':null"))))
                .isNotEqualTo(fingerprint(FactReaderTest.expand(enrolment.formatted(",'form':'DAY'"))));
    }

    @Example
    void removing_a_member_is_not_leaving_it_out() {
        String correction = "identity-correction:{'corrects':'e','person':{'given':'A'%s}}";
        assertThat(fingerprint(FactReaderTest.expand(correction.formatted(",'patronymic':null"))))
                .isNotEqualTo(fingerprint(FactReaderTest.expand(correction.formatted(""))));
    }

    @Example
    void without_the_key_it_cannot_be_computed() {
        byte[] text = {1, 2, 3};
        assertThat(Fingerprints.keyed(new byte[] {1}).of(text))
                .isNotEqualTo(Fingerprints.keyed(new byte[] {2}).of(text));
    }

    @Provide
    Arbitrary<Month> months() {
        return Combinators.combine(
                        Arbitraries.of("s1", "s2", "s1 ", "мектеп", "ә\u0306", "\uD83D\uDE00"),
                        Arbitraries.integers().between(0, 31),
                        Arbitraries.integers().between(0, 31))
                .as(Month::new);
    }

    /** The same month in one of many spellings: order, white space, numbers, escapes, nulls. */
    private static String spelt(Month month, Random random) {
        var data = new LinkedHashMap<String, String>();
        data.put("institution", text(month.institution(), random));
        data.put("month", text("2026-02", random));
        data.put("daysPresent", number(month.present(), random));
        data.put("daysAbsent", number(month.absent(), random));
        var fact = new LinkedHashMap<String, String>();
        fact.put("fact", text("attendance", random));
        fact.put("ref", text("a-1", random));
        fact.put("child", object(new LinkedHashMap<>(Map.of("iin", text(FactReaderTest.IIN, random))), random));
        fact.put("occurredOn", text("2026-03-04", random));
        fact.put("data", object(data, random));
        if (random.nextBoolean()) {
            fact.put("district", "null");
        }
        return object(fact, random);
    }

    private static String object(Map<String, String> members, Random random) {
        List<Map.Entry<String, String>> shuffled = new ArrayList<>(members.entrySet());
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .map(member -> space(random) + text(member.getKey(), random) + space(random) + ":" + space(random)
                        + member.getValue())
                .collect(Collectors.joining(",", "{", space(random) + "}"));
    }

    private static String space(Random random) {
        return List.of("", " ", "\t", "\r ").get(random.nextInt(4));
    }

    private static String number(int value, Random random) {
        return List.of(value + "", value + ".0", value + ".00", value + "e0", value + ".0e0")
                .get(random.nextInt(5));
    }

    private static String text(String value, Random random) {
        return value.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> random.nextInt(4) == 0
                        ? letter.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining())
                        : letter)
                .collect(Collectors.joining("", "'", "'"));
    }

    private static String fact(String kind) {
        return FactReaderTest.expand("contact:{'service':'HEALTH','strength':'SEEN'," + kind + "}");
    }

    private String fingerprint(String text) {
        byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
        ReadFact said = reader.read(bytes, 0, bytes.length, new Delivery(FactReaderTest.HUB, "delivery"));
        assertThat(said.fact()).as(text).isNotNull();
        return HexFormat.of().formatHex(said.fact().fingerprint());
    }
}
