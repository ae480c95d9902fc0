package org.besik.query.statistics;

import java.time.Clock;
import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the figures. */
@Configuration(proxyBeanMethods = false)
public class StatisticsConfiguration {

    @Bean
    Statistics statistics(Views views) {
        return new Statistics(views);
    }

    @Bean
    StatisticsController statisticsController(Statistics statistics, Clock clock) {
        return new StatisticsController(statistics, clock);
    }
}
