package org.besik.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.besik.standalone.BesikApplication;
import org.besik.standalone.Options;

/** A Besik in whose country a day goes by with each line that it is told. */
final class NationServer {

    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private NationServer() {}

    /** {@code PORT DATA}; ends with its input. */
    public static void main(String[] arguments) throws IOException {
        var daysAhead = new AtomicLong();
        Clock clock = new DaysAhead(daysAhead);
        var options = new Options(Integer.parseInt(arguments[0]), Path.of(arguments[1]), false);
        var besik = BesikApplication.start(
                options, Map.of("server.address", "127.0.0.1"), beans -> beans.registerBean(Clock.class, () -> clock));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            daysAhead.incrementAndGet();
        }
        besik.close();
    }

    private static final class DaysAhead extends Clock {

        private final AtomicLong days;

        DaysAhead(AtomicLong days) {
            this.days = days;
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("days turn in one zone");
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(Duration.ofDays(days.get()));
        }
    }
}
