package org.besik.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.besik.query.flags.Sweep;

/** How long the demo waits for a sweep: so few children take it a second, and after two minutes something else is wrong. */
final class DemoPatience {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final Consumer<Duration> pause;

    /** That of a clock on the wall. */
    DemoPatience() {
        this(System::nanoTime, pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    DemoPatience(LongSupplier nanoTime, Consumer<Duration> pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Waits until a sweep that began after it was asked for has ended, or others raise the flags; false: it has not ended. */
    boolean isRewarded(Supplier<Sweep.Status> sweep, Instant asked) {
        long until = nanoTime.getAsLong() + LIMIT.toNanos();
        for (Sweep.Status status = sweep.get(); status.onDuty() && !isSwept(status, asked); status = sweep.get()) {
            if (nanoTime.getAsLong() - until >= 0) {
                return false;
            }
            pause.accept(LOOK);
        }
        return true;
    }

    private static boolean isSwept(Sweep.Status status, Instant since) {
        Instant started = status.startedAt();
        return status.state() == Sweep.State.DONE && started != null && !started.isBefore(since);
    }
}
