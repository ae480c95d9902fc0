package org.besik.query.flags;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.besik.events.ChildId;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.childrecord.FoldedViews;
import org.besik.query.intake.Views;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.junit.jupiter.api.Test;

class FlagWatchTest {

    static final LocalDate JAN_24 = LocalDate.of(2026, 1, 24);
    static final ChildId UNREADABLE = new ChildId("unreadable");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FlagStream stream = new FlagStream("e1");

    /** A newborn whom nobody has seen, flagged on the day. */
    static RecordFacts flagged(ChildId child) {
        return Facts.of(child)
                .from("registry", Facts.ASTANA)
                .born("2026-01-10", "2026-01-11")
                .add("2026-01-24", new ChildFlagged(child, "NEWBORN_UNSEEN", LocalDate.of(2026, 1, 10), JAN_24, "1"))
                .record();
    }

    /** Views whose store gives everything but one record. */
    static Views withoutOne(FoldedViews views) {
        return (Views) Proxy.newProxyInstance(
                Views.class.getClassLoader(), new Class<?>[] {Views.class}, (proxy, method, given) -> {
                    if (method.getName().equals("records") && ((Collection<?>) given[0]).contains(UNREADABLE)) {
                        throw new IllegalStateException("cannot be read");
                    }
                    return method.invoke(views, given);
                });
    }

    @Test
    void one_record_that_cannot_be_read_is_left_out_and_counted_and_the_others_are_looked_at() throws Exception {
        var first = new ChildId("first");
        var last = new ChildId("last");
        var children = List.of(first, UNREADABLE, last);
        try (var views =
                new FoldedViews(children.stream().map(FlagWatchTest::flagged).toList(), List.of(new RaisedFlags()))) {
            var watch = new FlagWatch(withoutOne(views), SchoolCalendar.standard(), stream, meters);
            var reader = stream.listen(null, change -> true);
            watch.changed(children);
            watch.settle(JAN_24);
            assertThat(FlagStreamTest.heard(reader)).containsExactlyInAnyOrder("first", "last");
            assertThat(meters.counter("besik.flags.unread").count()).isEqualTo(1);
        }
    }
}
