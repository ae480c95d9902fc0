package org.besik.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.facts.reading.ReadFact;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-01T06:00:00Z"), ZoneId.of("Asia/Almaty"));

    private static List<String> text(Nations.Whole nation) {
        return nation.lines().stream()
                .map(line -> new String(line.line(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> truth(Nations.Whole nation) {
        return nation.truths().stream()
                .map(each -> new String(each.line(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void the_same_settings_are_the_same_nation() throws Exception {
        var one = Nations.of(300, 17);
        var other = Nations.of(300, 17);

        assertThat(text(one)).isEqualTo(text(other)).hasSizeGreaterThan(3_000);
        assertThat(truth(one)).isEqualTo(truth(other));
    }

    @Test
    void another_seed_is_another_nation() throws Exception {
        assertThat(text(Nations.of(50, 1))).isNotEqualTo(text(Nations.of(50, 2)));
    }

    @Test
    void there_are_as_many_children_as_were_asked_for() throws Exception {
        assertThat(Nations.of(123, 5).truths(Truth.Person.class))
                .extracting(Truth.Person::child)
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, 123).boxed().toList());
    }

    @Test
    void the_door_reads_every_line_that_is_not_malformed_on_purpose() throws Exception {
        var reader = new FactReader(TODAY, Fingerprints.keyed(new byte[] {7}));
        var hub = new Delivery(
                new Caller("hub", null, Set.of(), Set.of("KZ"), Set.of(Role.HUB), Set.of("facts:relay")), "test");

        for (Delivered line : Nations.of(600, 3).lines()) {
            ReadFact read = reader.read(line.line(), 0, line.line().length, hub);
            String text = new String(line.line(), StandardCharsets.UTF_8);
            assertThat(read.fact() == null).as(text).isEqualTo(line.kind() == Delivered.Kind.MALFORMED);
        }
    }

    @Test
    void every_kind_of_news_that_a_nation_has_comes_up() throws Exception {
        Set<String> kinds = text(Nations.of(3_000, 1)).stream()
                .filter(line -> line.startsWith("{\"fact\": \""))
                .map(line -> line.substring(10, line.indexOf('"', 10)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(kinds)
                .contains(
                        "birth",
                        "registration",
                        "national-id",
                        "contact",
                        "contact-retraction",
                        "relocation",
                        "arrival",
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
                        "handoff-cancellation",
                        "guardian",
                        "support-category",
                        "placement",
                        "placement-end",
                        "death");
    }

    /** A copy may be sent again by whoever took the first one. */
    @Test
    void nothing_comes_from_an_agency_while_its_line_is_down() throws Exception {
        Nation careless = careless();
        var settings = new Simulation.Settings(600, 11, Nations.FIRST, Nations.LAST);
        var agencies = new Agencies(careless, settings.seed(), settings.children());
        int from = Days.of(settings.from());
        int to = Days.of(settings.to());
        var early = new ArrayList<String>();
        for (Delivered line : Nations.of(careless, settings).lines()) {
            String text = new String(line.line(), StandardCharsets.UTF_8);
            var sender = Pattern.compile("\"agency\": \"([^\"]+)\"").matcher(text);
            if (line.kind() != Delivered.Kind.AGAIN && sender.find()) {
                agencies.outages(sender.group(1), from, to).stream()
                        .filter(down -> down.from() <= line.deliveredOn() && line.deliveredOn() < down.until())
                        .forEach(down -> early.add(line.day() + " " + text));
            }
        }

        assertThat(early).isEmpty();
    }

    /** Of agencies that often note visits for the wrong child and open second records, and whose lines are often down. */
    private static Nation careless() {
        Nation usual = Nation.kazakhstan();
        var parameters = new HashMap<>(usual.parameters());
        Map.of("report.wrongChild", 0.1, "moves.secondRecord", 1.0, "moves.yearly", 0.3, "feed.outageYearly", 1.0)
                .forEach((name, value) -> parameters.put(name, new Nation.Parameter(value, "for a test")));
        return new Nation(usual.country(), usual.about(), usual.regions(), usual.regionsSource(), parameters);
    }

    @Test
    void a_nation_can_be_another_one_but_must_say_where_its_numbers_come_from(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("nation.json"), """
                {"country": "XX", "about": "", "regionsSource": "", "regions": [{"code": "XX-1", "name": "One", "births": 1, "rural": 0}],
                 "parameters": {"twins": {"value": 0.01, "source": ""}}}
                """);

        assertThatThrownBy(() -> Nation.read(file)).hasStackTraceContaining("twins");
    }

    @Test
    void a_nation_whose_time_runs_backwards_is_refused() {
        assertThatThrownBy(() -> new Simulation.Settings(1, 1, LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
