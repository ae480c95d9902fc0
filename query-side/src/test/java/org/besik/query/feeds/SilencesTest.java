package org.besik.query.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.besik.events.AgencyId;
import org.junit.jupiter.api.Test;

/** Whose months are waited for, whatever agencies and institutions are called? */
class SilencesTest {

    static final int NOVEMBER_30 = 100;

    /** As on a day long after, where one institution has told up to the end of November. */
    static boolean isAwaited(AgencyId enteredBy, String institution, AgencyId toldBy, String toldOf) {
        Map<String, Rolls.Told> told = Map.of(Silences.roll(toldBy, toldOf), new Rolls.Told(NOVEMBER_30, false, false));
        var silences = new Silences(Set.of(), Map.of(), NOVEMBER_30 + 100, new Telling.Known(told), change -> true);
        return silences.isAwaited(Silences.roll(enteredBy, institution), NOVEMBER_30 + 1, NOVEMBER_30 + 30, false);
    }

    @Test
    void an_institution_is_waited_for_whoever_entered_the_child() {
        for (String school : new String[] {"7", "school|7", "school~1", "|", "a||b"}) {
            var itself = new AgencyId(school);
            assertThat(isAwaited(itself, school, itself, school)).as(school).isTrue();
            assertThat(isAwaited(new AgencyId("registry|10"), school, itself, school))
                    .as(school)
                    .isTrue();
            assertThat(isAwaited(new AgencyId("office|10"), school, new AgencyId("office|10"), school))
                    .as(school)
                    .isTrue();
        }
    }

    @Test
    void nobody_is_waited_for_because_another_is_called_alike() {
        assertThat(isAwaited(new AgencyId("school|7"), "school|7", new AgencyId("7"), "7"))
                .isFalse();
        assertThat(isAwaited(new AgencyId("office"), "school|7", new AgencyId("7"), "7"))
                .isFalse();
        assertThat(isAwaited(new AgencyId("office|school"), "7", new AgencyId("office"), "school|7"))
                .isFalse();
        assertThat(isAwaited(new AgencyId("school~17"), "school~17", new AgencyId("school|7"), "school|7"))
                .isFalse();
    }
}
