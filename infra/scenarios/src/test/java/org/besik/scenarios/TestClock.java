package org.besik.scenarios;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on as it should, and can be put forward. */
final class TestClock extends Clock {

    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Puts it to a moment. */
    TestClock to(String day, String time) {
        Instant then = LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(ALMATY)
                .toInstant();
        ahead.set(Duration.between(Clock.systemUTC().instant(), then));
        return this;
    }

    @Override
    public ZoneId getZone() {
        return ALMATY;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("days turn in one zone");
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get());
    }
}
