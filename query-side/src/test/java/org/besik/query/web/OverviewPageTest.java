package org.besik.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.besik.query.web.UntrackedQueries.Figure;
import org.besik.query.web.UntrackedQueries.Summary;
import org.junit.jupiter.api.Test;

class OverviewPageTest {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    static Summary summary(Figure... rows) {
        long untracked = List.of(rows).stream().mapToLong(Figure::untracked).sum();
        long open = List.of(rows).stream().mapToLong(Figure::open).sum();
        return new Summary(TODAY, List.of(rows), new Figure("total", untracked, open, (double) untracked / open));
    }

    static Figure figure(String region, long untracked, long open) {
        return new Figure(region, untracked, open, (double) untracked / open);
    }

    @Test
    void regions_are_named_whose_share_is_clearly_larger_the_largest_first() {
        var regions = summary(
                figure("KZ-71", 50, 1_000),
                figure("KZ-75", 90, 1_000),
                figure("KZ-10", 10, 1_000),
                figure("KZ-11", 52, 1_000),
                figure("unknown", 9, 10));

        assertThat(OverviewPage.worst(regions)).extracting(Figure::key).containsExactly("KZ-75");
    }

    @Test
    void where_all_shares_are_the_same_none_is_named() {
        assertThat(OverviewPage.worst(summary(figure("KZ-71", 10, 10), figure("KZ-75", 20, 20))))
                .isEmpty();
    }

    @Test
    void the_three_regions_are_named_that_grew_most_and_none_that_did_not() {
        var now = summary(
                figure("KZ-71", 50, 100),
                figure("KZ-75", 20, 100),
                figure("KZ-10", 7, 100),
                figure("KZ-11", 3, 100),
                figure("KZ-79", 4, 100),
                figure("unknown", 99, 100));
        var then = summary(figure("KZ-71", 60, 100), figure("KZ-75", 10, 100), figure("KZ-11", 1, 100));

        assertThat(OverviewPage.growing(now, then))
                .extracting(Figure::key, Figure::untracked)
                .containsExactly(tuple("KZ-75", 10L), tuple("KZ-10", 7L), tuple("KZ-79", 4L));
    }
}
