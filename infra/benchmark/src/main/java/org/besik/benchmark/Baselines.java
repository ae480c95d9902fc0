package org.besik.benchmark;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.besik.simulator.Delivered;
import org.besik.simulator.Truth;

/**
 * How other systems would find lost children in the same deliveries. Each is given what it would have to work for: it knows
 * whose fact it is, however the child is named, when a child died, left or came of age, and every child's birth date.
 */
final class Baselines {

    /** DHIS2: the next visit is scheduled when one is completed; the child is listed once the day has passed. */
    static final String OVERDUE_VISIT = "overdue-visit";

    /** Community Health Toolkit: a task for every child that was not visited for 30 days. */
    static final String THIRTY_DAYS = "30-days-without-visit";

    /** CommCare: cases that were not modified for some days. */
    static final String NOT_MODIFIED = "not-modified";

    private static final int VISIT_EVERY = 30;

    private final int notModifiedDays;
    private final Map<Integer, Truth.Person> people;
    private final Map<Integer, Known> known = new HashMap<>();

    private static final class Known {
        long visitedOn = Long.MIN_VALUE;
        long seenOn = Long.MIN_VALUE;
        long modifiedOn = Long.MIN_VALUE;
        boolean closed;
    }

    /** @param notModifiedDays days without any fact after which the third lists a child */
    Baselines(Map<Integer, Truth.Person> people, int notModifiedDays) {
        this.people = people;
        this.notModifiedDays = notModifiedDays;
    }

    void learn(Delivered line) {
        if (line.kind() == Delivered.Kind.MALFORMED || line.kind() == Delivered.Kind.AGAIN) {
            return;
        }
        Known child = known.computeIfAbsent(line.child(), each -> new Known());
        child.modifiedOn = Math.max(child.modifiedOn, line.deliveredOn());
        switch (line.kind()) {
            case HEALTH_VISIT -> {
                child.visitedOn = Math.max(child.visitedOn, line.occurredOn());
                child.seenOn = Math.max(child.seenOn, line.occurredOn());
            }
            case SEEN -> child.seenOn = Math.max(child.seenOn, line.occurredOn());
            case CLOSING -> child.closed = true;
            case OPENING -> child.closed = false;
            case OTHER, AGAIN, MALFORMED -> {
                // Modified, no more
            }
        }
    }

    /** Whether a death or departure that was delivered closed the child's record. */
    boolean isClosed(int child) {
        Known one = known.get(child);
        return one != null && one.closed;
    }

    boolean isAdult(int child, LocalDate day) {
        return day.toEpochDay() >= person(child).majorityOn();
    }

    private Truth.Person person(int child) {
        Truth.Person person = people.get(child);
        if (person == null) {
            throw new IllegalStateException("nobody knows child " + child);
        }
        return person;
    }

    /** The children that each way lists on a day. */
    Map<String, Set<Integer>> lists(LocalDate day) {
        long today = day.toEpochDay();
        var lists = new LinkedHashMap<String, Set<Integer>>();
        lists.put(
                OVERDUE_VISIT,
                listed(day, (child, birth) -> today > nextVisit(Math.max(birth, child.visitedOn), birth)));
        lists.put(THIRTY_DAYS, listed(day, (child, birth) -> today - Math.max(birth, child.seenOn) > VISIT_EVERY));
        lists.put(NOT_MODIFIED, listed(day, (child, birth) -> today - child.modifiedOn > notModifiedDays));
        return lists;
    }

    /** The interval of the national plan at the age of the last visit: monthly, quarterly, yearly. */
    private static long nextVisit(long last, long birth) {
        long age = last - birth;
        return last + (age < 20 ? 10 : age < 365 ? 31 : age < 3 * 365 ? 92 : 365);
    }

    private Set<Integer> listed(LocalDate day, BiPredicate<Known, Long> overdue) {
        var listed = new TreeSet<Integer>();
        known.forEach((child, facts) -> {
            if (!facts.closed
                    && !isAdult(child, day)
                    && overdue.test(facts, (long) person(child).bornOn())) {
                listed.add(child);
            }
        });
        return listed;
    }
}
