package org.besik.query.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.junit.jupiter.api.Test;

class FoldOrderTest {

    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    /** One of each kind on one day, in the order of the domain. */
    private static final List<BesikEvent> DAY = Day.inOrder();

    @Test
    void on_one_day_births_come_first_and_deaths_last() {
        var events = new ArrayList<RecordedEvent>();
        // References run the other way, so that only the kind can put them in order
        for (int i = 0; i < DAY.size(); i++) {
            events.add(event(MAY_1, "a", "r" + (99 - i), "e" + (99 - i), DAY.get(i)));
        }
        Collections.shuffle(events, new Random(3));
        events.sort(FoldOrder.COMPARATOR);
        assertThat(events).extracting(RecordedEvent::event).containsExactlyElementsOf(DAY);
    }

    @Test
    void contact_and_attendance_are_of_one_kind() {
        assertThat(FoldOrder.rank(Day.attendance())).isEqualTo(FoldOrder.rank(DAY.get(11)));
    }

    @Test
    void then_agency_then_reference_by_bytes() {
        BesikEvent contact = DAY.get(11);
        var sorted = List.of(
                event(MAY_1, "a", "z", "9", contact),
                event(MAY_1, "b", "A", "8", contact),
                event(MAY_1, "b", "a", "7", contact),
                event(MAY_1, "b", "я", "6", contact),
                event(MAY_1, "b", "\uFFEE", "5", contact),
                event(MAY_1, "b", "\uD83D\uDE80", "4", contact),
                event(MAY_1, "b", "\uD83D\uDE80", "5", contact));
        var events = new ArrayList<>(sorted);
        Collections.reverse(events);
        events.sort(FoldOrder.COMPARATOR);
        assertThat(events).isEqualTo(sorted);
    }

    @Property
    void the_order_is_total(
            @ForAll("events") RecordedEvent a, @ForAll("events") RecordedEvent b, @ForAll("events") RecordedEvent c) {
        var order = FoldOrder.COMPARATOR;
        assertThat(order.compare(a, b)).isEqualTo(-order.compare(b, a));
        assertThat(order.compare(a, b) == 0)
                .isEqualTo(a.provenance().equals(b.provenance())
                        && FoldOrder.rank(a.event()) == FoldOrder.rank(b.event()));
        if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
            assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }

    @Property
    void arrival_does_not_decide(@ForAll("sets") List<RecordedEvent> events, @ForAll Random random) {
        var one = new ArrayList<>(events);
        var other = new ArrayList<>(events);
        Collections.shuffle(other, random);
        one.sort(FoldOrder.COMPARATOR);
        other.sort(FoldOrder.COMPARATOR);
        assertThat(other).isEqualTo(one);
        for (int i = 1; i < one.size(); i++) {
            assertThat(one.get(i - 1).provenance().occurredOn())
                    .isBeforeOrEqualTo(one.get(i).provenance().occurredOn());
        }
    }

    @Provide
    Arbitrary<List<RecordedEvent>> sets() {
        return events().list().ofMaxSize(30).uniqueElements(e -> e.provenance().eventId());
    }

    @Provide
    Arbitrary<RecordedEvent> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("1", "2", "я", "\uFFEE", "\uD83D\uDE80"),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.of(DAY))
                .as((day, agency, ref, id, event) -> event(MAY_1.plusDays(day), agency, ref, "e" + id, event));
    }

    private static RecordedEvent event(LocalDate day, String agency, String ref, String id, BesikEvent event) {
        return new RecordedEvent(
                1,
                new Provenance(
                        new EventId(id),
                        day,
                        Instant.EPOCH,
                        new AgencyId(agency),
                        null,
                        ref,
                        null,
                        "KZ-71",
                        null,
                        null,
                        null),
                event);
    }
}
