package org.besik.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.besik.query.cases.CaseProjection;
import org.besik.query.statistics.Indicator.Value;
import org.junit.jupiter.api.Test;

class IndicatorsTest {

    @Test
    void a_child_that_was_where_it_was_known_to_be_was_flagged_in_error() {
        Value value = new FalseFlagRate()
                .of(Map.of(
                        "SILENT/LOCATED_SAME_SERVICE", 3L,
                        "SILENT/RECORD_ERROR", 1L,
                        "SILENT/DUPLICATE", 1L,
                        "SILENT/LOCATED_OTHER_SERVICE", 2L,
                        "LOST_IN_TRANSIT/DIED", 1L,
                        "SILENT/MOVED_WITHIN_COUNTRY", 2L,
                        // Nobody knows whether it was lost
                        "SILENT/NOT_LOCATED", 9L));

        assertThat(value).isEqualTo(new Value(0.5, null, 5, 10));
    }

    @Test
    void days_are_ranked_over_those_who_were_found() {
        Value value = new FlagToLocated()
                .of(Map.of(
                        "SILENT/3", 5L, "SILENT/10", 4L, "UNREGISTERED/40", 1L, "SILENT/" + CaseProjection.NEVER, 2L));

        assertThat(value).isEqualTo(new Value(3.0, 10.0, 10, 12));
    }

    @Test
    void of_nothing_there_is_no_figure() {
        assertThat(new FlagToLocated().of(Map.of())).isEqualTo(new Value(null, null, 0, 0));
        assertThat(new FalseFlagRate().of(Map.of())).isEqualTo(new Value(null, null, 0, 0));
    }
}
