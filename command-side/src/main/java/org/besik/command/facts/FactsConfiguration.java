package org.besik.command.facts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the door together. Needs a clock in the zone in which days turn, fingerprints, and somebody who decides. */
@Configuration(proxyBeanMethods = false)
public class FactsConfiguration {

    @Bean
    FactReader factReader(Clock clock, Fingerprints fingerprints) {
        return new FactReader(clock, fingerprints);
    }

    @Bean
    Answers answers(ObjectProvider<MayRead> mayRead) {
        return new Answers(mayRead.getIfAvailable(() -> (caller, child) -> MayRead.readsAll(caller)));
    }

    @Bean
    FactMetrics factMetrics(MeterRegistry registry, ObjectProvider<Tally> tally) {
        return new FactMetrics(registry, tally.getIfAvailable(() -> (delivery, line, said, refused, duplicate) -> {}));
    }
}
