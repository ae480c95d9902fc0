package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.besik.events.ChildId;
import org.besik.events.codec.StoredEvent;
import org.besik.events.feed.EventFeed;
import org.besik.query.records.Facts;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

    private static final int DELIVERED = 100;

    @TempDir
    Path folder;

    private final ListFeed events = new ListFeed();
    private final Gathering feed = new Gathering();

    @Test
    void after_a_large_delivery_more_is_gathered_until_somebody_waits_for_what_there_is() throws InterruptedException {
        try (var intake = new Intake(
                feed,
                events.codec(),
                List.of(),
                List.of(),
                new SqliteGenerations(folder),
                new SimpleMeterRegistry(),
                Clock.systemUTC())) {
            var reached = new Reached(intake.views());
            for (int i = 0; i < DELIVERED; i++) {
                append(i);
            }
            intake.start();
            await().until(() -> feed.looks.get() > 0);
            int before = feed.looks.get();
            assertThat(reached.await(DELIVERED + 1, Duration.ofSeconds(30))).isTrue();
            assertThat(feed.looks.get() - before).isLessThanOrEqualTo(2);
        }
    }

    private void append(int child) {
        events.append(Facts.of(new ChildId("child-" + child)).seen("2026-03-04").told());
    }

    /**
     * One more event comes as soon as the delivery is in the views. Counts how often somebody looks for more than there is,
     * while there is something.
     */
    private final class Gathering implements EventFeed {

        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public long head() {
            return events.head();
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return events.read(after, limit);
        }

        @Override
        public boolean await(long after, Duration timeout) throws InterruptedException {
            if (after == DELIVERED && head() == DELIVERED) {
                append(DELIVERED);
            }
            boolean isThere = events.await(after, timeout);
            if (!isThere && after > head()) {
                looks.incrementAndGet();
            }
            return isThere;
        }
    }
}
