package org.besik.query.flags;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.besik.events.feed.EventFeed;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Untracked;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what was raised, the sweep and the stream. The sweep runs where somebody raises its flags. */
@Configuration(proxyBeanMethods = false)
public class FlagConfiguration {

    @Bean
    RaisedFlags raisedFlags() {
        return new RaisedFlags();
    }

    @Bean
    FlagStream flagStream(Clock clock, MeterRegistry meters) {
        var stream = new FlagStream(Long.toString(clock.millis(), Character.MAX_RADIX));
        Gauge.builder("besik.stream.readers", stream, FlagStream::readers)
                .description("Who listens to the stream of flags")
                .register(meters);
        return stream;
    }

    @Bean
    FlagStreamController flagStreamController(FlagStream stream) {
        return new FlagStreamController(stream);
    }

    @Bean(initMethod = "start")
    Sweep sweep(
            Untracked untracked,
            Views views,
            EventFeed feed,
            ObjectProvider<FlagRaiser> raiser,
            ObjectProvider<Turn> turn,
            SchoolCalendar calendar,
            FlagStream stream,
            Clock clock,
            MeterRegistry meters) {
        return new Sweep(
                untracked,
                views,
                feed,
                raiser.getIfAvailable(() -> (flags, on) -> List.of()),
                turn.getIfAvailable(() -> () -> true),
                new FlagWatch(views, calendar, stream, meters),
                clock,
                meters);
    }

    @Bean
    SweepController sweepController(Sweep sweep) {
        return new SweepController(sweep);
    }
}
