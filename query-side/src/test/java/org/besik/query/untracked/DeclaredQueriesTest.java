package org.besik.query.untracked;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.sqlite.Explain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list reads index ranges: no scan, no sort, in any order and from any page on. */
class DeclaredQueriesTest {

    private static final long DAY = 20_000;

    private static List<Condition> range() {
        return new ArrayList<>(List.of(
                new Condition.Equal(UntrackedProjection.LEVEL, UntrackedProjection.FLAG),
                new Condition.Equal(UntrackedProjection.BUCKET, UntrackedProjection.PRESENT),
                new Condition.Equal(UntrackedProjection.REGION, "KZ-71"),
                new Condition.AtMost(UntrackedProjection.FROM, DAY),
                new Condition.MoreThan(UntrackedProjection.UNTIL, DAY)));
    }

    @Test
    void the_list_is_an_index_range() {
        List<Sort> sort = List.of(new Sort(UntrackedProjection.DUE_ON, false));
        List<Condition> next = range();
        next.add(new Condition.After(List.of(1L), "ada/~"));
        Explain.assertServedByIndex(
                new Query(UntrackedProjection.TABLE, range(), sort, 50),
                new Query(UntrackedProjection.TABLE, next, sort, 50));
    }

    private static Stream<Condition> filters() {
        return Stream.of(
                new Condition.Equal(UntrackedProjection.DISTRICT, "a"),
                new Condition.In(UntrackedProjection.REASONS, List.of(1L, 3L)),
                new Condition.Equal(UntrackedProjection.SEVERITY, 2L),
                new Condition.MoreThan(UntrackedProjection.BIRTH, DAY - 1000),
                new Condition.Equal(UntrackedProjection.SERVICE, "HEALTH"));
    }

    @Test
    void a_past_day_by_due_date_is_an_index_range_of_each_region() {
        List<Condition> past = range();
        past.set(1, new Condition.Equal(UntrackedProjection.BUCKET, "2026-05"));
        past.add(new Condition.AtMost(UntrackedProjection.DUE_ON, DAY));
        Explain.assertServedByIndex(
                new Query(UntrackedProjection.PAST, past, List.of(new Sort(UntrackedProjection.DUE_ON, false)), 50));
        Explain.assertSumServedByIndexAlone(
                new Query(UntrackedProjection.PAST, past, List.of(), 1), List.of(), UntrackedProjection.SEVERITY);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void what_the_list_is_filtered_by_is_decided_in_the_index_of_its_order(Condition filter) {
        List<Condition> filtered = range();
        filtered.add(new Condition.AtMost(UntrackedProjection.DUE_ON, DAY));
        filtered.add(filter);
        Explain.assertServedByIndex(new Query(
                UntrackedProjection.TABLE, filtered, List.of(new Sort(UntrackedProjection.DUE_ON, false)), 50));
        Explain.assertSumServedByIndexAlone(
                new Query(UntrackedProjection.TABLE, filtered, List.of(), 1), List.of(), UntrackedProjection.DUE_ON);
    }

    @Test
    void the_nation_is_an_index_range_of_each_region() {
        List<Condition> nation = range();
        nation.add(new Condition.AtMost(UntrackedProjection.DUE_ON, DAY));
        nation.set(2, new Condition.In(UntrackedProjection.REGION, List.of("KZ-10", "KZ-71")));
        Explain.assertServedByIndex(
                new Query(UntrackedProjection.TABLE, nation, List.of(new Sort(UntrackedProjection.DUE_ON, false)), 50));
        Explain.assertCountServedByIndex(new Query(UntrackedProjection.TABLE, nation, List.of(), 1));
    }

    @Test
    void what_silent_agencies_explain_is_read_on_where_a_piece_ended() {
        List<Condition> byRoll = new ArrayList<>(List.of(
                new Condition.Equal(UntrackedProjection.LEVEL, UntrackedProjection.FLAG),
                new Condition.Equal(UntrackedProjection.BUCKET, UntrackedProjection.PRESENT),
                new Condition.AtMost(UntrackedProjection.BY_ROLL, DAY)));
        List<Sort> sort = List.of(new Sort(UntrackedProjection.BY_ROLL, false));
        List<Condition> next = new ArrayList<>(byRoll);
        next.add(new Condition.After(List.of(DAY - 3), "ada/p0"));
        List<Condition> byAgency = List.of(
                new Condition.Equal(UntrackedProjection.LEVEL, UntrackedProjection.FLAG),
                new Condition.Equal(UntrackedProjection.BUCKET, UntrackedProjection.PRESENT),
                new Condition.In(UntrackedProjection.EXPECTED, List.of("clinic", "school")),
                new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, DAY),
                new Condition.AtMost(UntrackedProjection.EXPLAINED_UNTIL, DAY + Timeline.EXPLAINED_AT_MOST),
                new Condition.After(List.of(DAY + 3), "ada/p0"));
        Explain.assertServedByIndex(
                new Query(UntrackedProjection.TABLE, byRoll, sort, 50),
                new Query(UntrackedProjection.TABLE, next, sort, 50),
                new Query(
                        UntrackedProjection.TABLE,
                        byAgency,
                        List.of(new Sort(UntrackedProjection.EXPLAINED_UNTIL, false)),
                        50));
    }

    @ParameterizedTest
    @ValueSource(strings = {UntrackedProjection.PRESENT, "2026-05"})
    void what_stale_feeds_explain_is_an_index_range(String bucket) {
        Explain.assertServedByIndex(new Query(
                UntrackedProjection.table(bucket),
                List.of(
                        new Condition.Equal(UntrackedProjection.LEVEL, UntrackedProjection.FLAG),
                        new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                        new Condition.In(UntrackedProjection.EXPECTED, List.of("clinic", "school")),
                        new Condition.MoreThan(UntrackedProjection.EXPLAINED_UNTIL, DAY),
                        new Condition.AtMost(UntrackedProjection.EXPLAINED_UNTIL, DAY + Timeline.EXPLAINED_AT_MOST)),
                List.of(new Sort(UntrackedProjection.EXPLAINED_UNTIL, false)),
                50));
        Explain.assertServedByIndex(new Query(
                UntrackedProjection.table(bucket),
                List.of(
                        new Condition.Equal(UntrackedProjection.LEVEL, UntrackedProjection.FLAG),
                        new Condition.Equal(UntrackedProjection.BUCKET, bucket),
                        new Condition.In(UntrackedProjection.ELSEWHERE, List.of("clinic", "school"))),
                List.of(),
                50));
    }
}
