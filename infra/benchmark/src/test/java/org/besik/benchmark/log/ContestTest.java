package org.besik.benchmark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.benchmark.log.Contest.Rounds;
import org.besik.benchmark.log.Contest.Trial;
import org.junit.jupiter.api.Test;

class ContestTest {

    @Test
    void a_ratio_says_round_by_round_how_many_times_as_good_ours_is() throws Exception {
        Figure figure = held(new Contest(
                        "append-1", "events/s", true, each(20, 40, 90), "peer", Map.of("peer", each(10, 10, 30))))
                .getFirst();

        assertThat(figure.value()).isEqualTo(40);
        assertThat(figure.peerValue()).isEqualTo(10);
        assertThat(figure.ratioMedian()).isEqualTo(3);
        assertThat(figure.ratioMin()).isEqualTo(2);
        assertThat(figure.ratioMax()).isEqualTo(4);
    }

    @Test
    void where_the_figure_is_a_time_the_ratio_is_turned_over() throws Exception {
        Figure figure = held(new Contest(
                        "source-1000", "ms", false, each(2, 2, 2), "peer", Map.of("peer", each(6, 8, 4))))
                .getFirst();

        assertThat(figure.ratioMedian()).isEqualTo(3);
        assertThat(figure.ratioMin()).isEqualTo(2);
    }

    @Test
    void nobody_to_compare_with_leaves_our_figure_alone() throws Exception {
        Figure figure = held(new Contest("rebuild", "events/s", true, each(5, 1, 3), "peer", Map.of()))
                .getFirst();

        assertThat(figure.value()).isEqualTo(3);
        assertThat(figure.peer()).isNull();
        assertThat(figure.ratioMedian()).isNull();
    }

    @Test
    void a_name_stands_for_the_goal_and_further_peers_have_names_of_their_own() throws Exception {
        var peers = new LinkedHashMap<String, Trial>();
        peers.put("axon4-jdbc", each(1, 1, 1));
        peers.put("postgres-cursor", each(4, 4, 4));

        List<Figure> figures = held(new Contest("replay", "events/s", true, each(2, 2, 2), "postgres-cursor", peers));

        assertThat(figures).extracting(Figure::name).containsExactly("replay", "replay axon4-jdbc");
        assertThat(figures).extracting(Figure::peer).containsExactly("postgres-cursor", "axon4-jdbc");
        assertThat(figures).extracting(Figure::ratioMedian).containsExactly(0.5, 2.0);
        assertThat(figures).extracting(Figure::contest).containsOnly("replay");
    }

    @Test
    void nobody_takes_the_place_of_the_goal_that_is_not_here() throws Exception {
        List<Figure> figures = held(new Contest(
                "append-64", "events/s", true, each(2, 2, 2), "postgres-inserts", Map.of("flat-file", each(1, 1, 1))));

        assertThat(figures).extracting(Figure::name).containsExactly("append-64", "append-64 flat-file");
        assertThat(figures.getFirst().peer()).isNull();
        assertThat(figures.getFirst().value()).isEqualTo(2);
    }

    @Test
    void everybody_begins_in_turn_and_the_first_round_only_warms_up() throws Exception {
        var order = new ArrayList<String>();
        Trial ours = () -> order.add("ours") ? 1 : 0;
        Trial peer = () -> order.add("peer") ? 1 : 0;
        var contest = new Contest("append-1", "events/s", true, ours, "peer", Map.of("peer", peer));
        var rounds = new Rounds();

        contest.round(0, rounds, false);
        contest.round(1, rounds, true);

        assertThat(order).containsExactly("ours", "peer", "peer", "ours");
        assertThat(contest.figures(rounds)).hasSize(1);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Figure.median(List.of(4.0, 1.0, 2.0, 9.0))).isCloseTo(3.0, within(1e-9));
    }

    @Test
    void programs_read_the_members_by_their_names() throws Exception {
        JsonNode written = new ObjectMapper()
                .readTree(LogReport.json(held(new Contest(
                        "append-64",
                        "events/s",
                        true,
                        each(2, 2, 2),
                        "flat-file",
                        Map.of("flat-file", each(1, 1, 1))))));

        assertThat(written.isArray()).isTrue();
        assertThat(names(written.get(0)))
                .containsExactly("name", "value", "unit", "peer", "peerValue", "ratioMedian", "ratioMin", "ratioMax");
        assertThat(written.get(0).get("name").asText()).isEqualTo("append-64");
        assertThat(written.get(0).get("ratioMedian").asDouble()).isEqualTo(2);
    }

    @Test
    void the_report_is_one_page_that_needs_nothing_else() throws Exception {
        String page = LogReport.html(
                held(new Contest(
                        "replay",
                        "events/s",
                        true,
                        each(2, 2, 2),
                        "postgres-cursor",
                        Map.of("postgres-cursor", each(1, 1, 1)))),
                3,
                "Replay by the size of the log");

        assertThat(page).contains("replay", "postgres-cursor", "<svg").doesNotContain("src=", "href=", "<script");
    }

    private static List<Figure> held(Contest contest) throws Exception {
        var rounds = new Rounds();
        for (int round = 1; round <= 3; round++) {
            contest.round(round, rounds, true);
        }
        return contest.figures(rounds);
    }

    private static Trial each(double... figures) {
        Iterator<Double> next = java.util.Arrays.stream(figures).iterator();
        return next::next;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
