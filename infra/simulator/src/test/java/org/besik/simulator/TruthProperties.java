package org.besik.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What only the simulation knows must not contradict itself, whatever the seed. */
class TruthProperties {

    private static final int FROM = Days.of(Nations.FIRST);
    private static final int TO = Days.of(Nations.LAST);

    @Property(tries = 8)
    void lines_come_in_the_order_of_delivery_and_never_before_they_happened(@ForAll long seed) throws Exception {
        int before = FROM;
        for (Delivered line : Nations.of(60, seed).lines()) {
            assertThat(line.deliveredOn()).isBetween(before, TO);
            assertThat(line.occurredOn()).isLessThanOrEqualTo(line.deliveredOn());
            before = line.deliveredOn();
        }
    }

    @Property(tries = 8)
    void nobody_is_lost_or_due_who_is_dead_or_of_age(@ForAll long seed) throws Exception {
        var nation = Nations.of(60, seed);
        var people = nation.truths(Truth.Person.class).stream()
                .collect(Collectors.toMap(Truth.Person::child, person -> person));

        for (Truth.Lost lost : nation.truths(Truth.Lost.class)) {
            Truth.Person person = people.get(lost.child());
            assertThat(lost.from()).isGreaterThanOrEqualTo(person.bornOn()).isLessThan(end(person));
            assertThat(lost.until() == Days.NEVER ? TO : lost.until() - 1).isLessThan(end(person));
        }
        for (Truth.Due due : nation.truths(Truth.Due.class)) {
            Truth.Person person = people.get(due.child());
            assertThat(due.since()).isLessThan(due.dueOn());
            assertThat(due.until()).isGreaterThan(due.dueOn());
            assertThat(due.dueOn()).isLessThan(end(person));
        }
    }

    private static int end(Truth.Person person) {
        Integer died = person.diedOn();
        return Math.min(person.majorityOn(), died == null ? Days.NEVER : died);
    }

    @Property(tries = 8)
    void nobody_is_seen_while_lost(@ForAll long seed) throws Exception {
        var agencies = new Agencies(Nation.kazakhstan(), seed, 200);
        var maker = new Household.Maker(Nation.kazakhstan(), agencies, seed, FROM, TO);
        for (long number = 0; number < 60; number++) {
            var made = maker.make(number, 9);
            if (made.isEmpty()) {
                continue;
            }
            for (Child child : made.get().children()) {
                Life life = new Upbringing(Nation.kazakhstan(), agencies, made.get(), child, seed, TO).live();
                for (Happening each : life.happenings()) {
                    boolean seen = each.happened()
                            && each.what() instanceof What.Contact contact
                            && contact.strength() == What.Strength.SEEN;
                    assertThat(seen && life.isAway(each.day()))
                            .as(each.toString())
                            .isFalse();
                }
            }
        }
    }

    @Property(tries = 4)
    void each_iin_is_given_to_one_child_and_right(@ForAll long seed) throws Exception {
        Set<String> given = new HashSet<>();
        for (Truth.Person person : Nations.of(200, seed).truths(Truth.Person.class)) {
            assertThat(given.add(person.iin())).isTrue();
            assertThat(org.besik.events.Iin.isValid(person.iin())).isTrue();
        }
    }
}
