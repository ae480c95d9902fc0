package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StepsProperties {

    record Step(int day, int change) {}

    @Property
    void sums_are_those_of_a_plain_map_and_survive_being_stored(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 367) int day) {
        var plain = new TreeMap<Integer, Integer>();
        var sparse = new Steps();
        for (Step step : steps) {
            plain.merge(step.day(), step.change(), Integer::sum);
            sparse.add(step.day(), step.change());
        }
        long sum = plain.headMap(day, true).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        assertThat(sparse.sumUpTo(day)).isEqualTo(sum);
        assertThat(sparse.isEmpty()).isEqualTo(plain.values().stream().allMatch(change -> change == 0));
        Steps read = Steps.decode(sparse.encode());
        assertThat(read.sumUpTo(day)).isEqualTo(sum);
        assertThat(read.encode()).isEqualTo(sparse.encode());
    }

    @Property
    void adding_what_was_added_with_the_other_sign_leaves_nothing(@ForAll("steps") List<Step> steps) {
        var sparse = new Steps();
        var undone = new Steps();
        steps.forEach(step -> sparse.add(step.day(), step.change()));
        steps.forEach(step -> undone.add(step.day(), -step.change()));
        sparse.add(undone);
        assertThat(sparse.isEmpty()).isTrue();
        assertThat(sparse.encode()).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 366),
                        Arbitraries.integers().between(-400_000, 400_000))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
