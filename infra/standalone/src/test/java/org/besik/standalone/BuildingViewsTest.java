package org.besik.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.besik.query.intake.IntakeHealth.Building;
import org.besik.query.intake.IntakeHealth.Step;
import org.junit.jupiter.api.Test;

class BuildingViewsTest {

    @Test
    void who_waits_reads_how_far_it_is_and_at_what() {
        assertThat(BuildingViews.said(new Building(Step.LIKENESS, 0.255, 0.925)))
                .isEqualTo("Building views: 92 % (comparing records: 25 %)");
    }

    @Test
    void what_is_nearly_done_is_not_done() {
        assertThat(BuildingViews.said(new Building(Step.INDEXES, 0.999, 0.999)))
                .isEqualTo("Building views: 99 % (making indexes: 99 %)");
    }
}
