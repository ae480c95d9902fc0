package org.besik.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.junit.jupiter.api.Test;

class DailyNationTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-01T06:00:00Z"), ZoneId.of("Asia/Almaty"));

    private static List<String> text(Nations.Whole nation) {
        return nation.lines().stream()
                .map(line -> new String(line.line(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void the_same_seed_is_the_same_nation_and_another_is_not() throws Exception {
        var one = Nations.daily(200, 17);
        assertThat(text(one)).isEqualTo(text(Nations.daily(200, 17))).hasSizeGreaterThan(2_000);
        assertThat(one.truths()).isEqualTo(Nations.daily(200, 17).truths());
        assertThat(text(one)).isNotEqualTo(text(Nations.daily(200, 18)));
    }

    @Test
    void the_door_reads_every_line() throws Exception {
        var reader = new FactReader(TODAY, Fingerprints.keyed(new byte[] {7}));
        var hub = new Delivery(
                new Caller("hub", null, Set.of(), Set.of("KZ"), Set.of(Role.HUB), Set.of("facts:relay")), "test");
        for (Delivered line : Nations.daily(600, 3).lines()) {
            assertThat(reader.read(line.line(), 0, line.line().length, hub).fact())
                    .as(new String(line.line(), StandardCharsets.UTF_8))
                    .isNotNull();
        }
    }

    @Test
    void nobody_sees_a_child_that_is_lost_until_it_is_found() throws Exception {
        var nation = Nations.daily(3_000, 1);
        List<Truth.Lost> lost = nation.truths(Truth.Lost.class);
        assertThat(lost).hasSizeGreaterThan(10).extracting(Truth.Lost::how).contains("VANISHED", "NEVER_ARRIVED");
        for (Truth.Lost one : lost) {
            assertThat(nation.lines())
                    .filteredOn(line -> line.child() == one.child()
                            && line.kind() == Delivered.Kind.HEALTH_VISIT
                            && line.occurredOn() >= one.from()
                            && line.occurredOn() < one.until())
                    .isEmpty();
        }
    }

    @Test
    void whoever_is_due_has_been_lost_since() throws Exception {
        var nation = Nations.daily(3_000, 1);
        List<Truth.Lost> lost = nation.truths(Truth.Lost.class);
        List<Truth.Due> due = nation.truths(Truth.Due.class);
        assertThat(due).isNotEmpty().hasSizeLessThan(lost.size());
        assertThat(due)
                .allSatisfy(one -> assertThat(lost)
                        .anyMatch(spell -> spell.child() == one.child()
                                && spell.from() == one.since()
                                && spell.until() == one.until()));
    }
}
