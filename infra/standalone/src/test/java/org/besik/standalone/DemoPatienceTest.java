package org.besik.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.query.flags.Sweep;
import org.besik.query.flags.Sweep.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoPatienceTest {

    static final Instant ASKED = Instant.parse("2026-10-31T03:00:00Z");

    /** Begins just before the number that a clock of nanoseconds turns at. */
    final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);

    final DemoPatience patience = new DemoPatience(time::get, pause -> time.addAndGet(pause.toNanos()));

    @Test
    void a_sweep_that_never_ends_holds_the_demo_up_for_two_minutes_and_no_longer() {
        long begun = time.get();

        assertThat(patience.isRewarded(() -> status(State.RUNNING, ASKED, true), ASKED))
                .isFalse();
        assertThat(Duration.ofNanos(time.get() - begun)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_sweep_that_ended_before_the_children_came_is_waited_out() {
        long begun = time.get();

        assertThat(patience.isRewarded(
                        () -> status(State.DONE, time.get() == begun ? ASKED.minusSeconds(1) : ASKED, true), ASKED))
                .isTrue();
        assertThat(Duration.ofNanos(time.get() - begun)).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void nobody_waits_for_a_sweep_that_is_another_processs() {
        long begun = time.get();

        assertThat(patience.isRewarded(() -> status(State.WAITING, null, false), ASKED))
                .isTrue();
        assertThat(time.get()).isEqualTo(begun);
    }

    static Sweep.Status status(State state, @Nullable Instant startedAt, boolean onDuty) {
        return new Sweep.Status(null, state, startedAt, null, 0, 0, onDuty);
    }
}
