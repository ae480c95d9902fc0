package org.besik.command.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.besik.command.leases.LeaseRows.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every place for leases must keep, and what leases on it are then worth. One that does nothing fails every test. */
@Timeout(60)
abstract class LeaseContract {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Row FIRST = new Row("north", 1, 1, 0);

    private final AtomicLong clock = new AtomicLong(1_000);
    private LeaseRows rows = new InMemoryLeaseRows();

    /** An empty place. */
    abstract LeaseRows create();

    /** The same place, as another node has it. */
    LeaseRows another() {
        return rows;
    }

    void destroy() {}

    @BeforeEach
    void open() {
        rows = create();
    }

    @AfterEach
    void close() {
        destroy();
    }

    @Test
    void a_row_is_found_as_it_was_put() {
        assertThat(rows.find("relay")).isNull();
        assertThat(rows.replace("relay", null, FIRST)).isTrue();
        assertThat(another().find("relay")).isEqualTo(FIRST);
        assertThat(rows.find("signer")).isNull();
    }

    @Test
    void a_row_is_replaced_only_by_who_knows_it() {
        assertThat(rows.replace("relay", null, FIRST)).isTrue();
        var next = new Row("north", 1, 2, Long.MAX_VALUE);

        assertThat(another().replace("relay", null, next)).isFalse();
        assertThat(another().replace("relay", next, FIRST)).isFalse();
        assertThat(rows.find("relay")).isEqualTo(FIRST);
        assertThat(another().replace("relay", FIRST, next)).isTrue();
        assertThat(rows.find("relay")).isEqualTo(next);
    }

    @Test
    void of_those_who_race_for_a_row_one_gets_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            Row before = rows.find("relay");
            var gate = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                int term = round + 1;
                List<Future<Boolean>> racing = IntStream.range(0, 8)
                        .mapToObj(n -> threads.submit((Callable<Boolean>) () -> {
                            gate.await();
                            return (n % 2 == 0 ? rows : another())
                                    .replace("relay", before, new Row("n" + n, term, 1, 0));
                        }))
                        .toList();
                gate.countDown();
                int winners = 0;
                for (Future<Boolean> each : racing) {
                    winners += each.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    @Test
    void it_is_one_holder_s_turn_for_as_long_as_that_one_shows_itself() {
        Lease north = lease("north");
        Lease south = lease("south");

        for (int i = 0; i < 10; i++) {
            assertThat(north.hold()).isTrue();
            assertThat(south.hold()).isFalse();
            assertThat(north.isHeld()).isTrue();
            assertThat(south.isHeld()).isFalse();
            pass(PATIENCE.dividedBy(2));
        }
    }

    @Test
    void who_falls_silent_stops_before_another_takes_over() {
        Lease north = lease("north");
        Lease south = lease("south");
        assertThat(north.hold()).isTrue();
        assertThat(south.hold()).isFalse();

        pass(PATIENCE.minusSeconds(1));
        assertThat(north.isHeld()).isFalse();
        assertThat(south.hold()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(south.hold()).isTrue();
        assertThat(north.hold()).isFalse();
        assertThat(rows.find("relay").term()).isEqualTo(2);
    }

    @Test
    void who_goes_on_knows_how_far_the_one_before_got() {
        Lease north = lease("north");
        assertThat(north.hold()).isTrue();
        north.mark(17);
        assertThat(north.hold()).isTrue();
        Lease south = lease("south");
        assertThat(south.hold()).isFalse();
        pass(PATIENCE);

        assertThat(south.hold()).isTrue();
        assertThat(south.mark()).isEqualTo(17);
        // What the one before did after its turn changes nothing
        north.mark(99);
        assertThat(north.hold()).isFalse();
        assertThat(south.hold()).isTrue();
        assertThat(south.mark()).isEqualTo(17);
    }

    @Test
    void what_is_given_back_is_taken_at_once() {
        Lease north = lease("north");
        assertThat(north.hold()).isTrue();
        north.mark(3);

        north.close();

        assertThat(north.isHeld()).isFalse();
        Lease south = lease("south");
        assertThat(south.hold()).isTrue();
        assertThat(south.mark()).isEqualTo(3);
    }

    @Test
    void two_pieces_of_work_have_two_holders() {
        Lease relay = lease("north");
        var signer = new Lease(another(), "signer", "south", PATIENCE, clock::get);

        assertThat(relay.hold()).isTrue();
        assertThat(signer.hold()).isTrue();
        assertThat(relay.hold()).isTrue();
        assertThat(lease("south").hold()).isFalse();
    }

    private Lease lease(String holder) {
        return new Lease(holder.equals("north") ? rows : another(), "relay", holder, PATIENCE, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
