package org.besik.query.intransit;

import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the moves under way. */
@Configuration(proxyBeanMethods = false)
public class InTransitConfiguration {

    @Bean
    MovesUnderWay movesUnderWay() {
        return new MovesUnderWay();
    }

    @Bean
    InTransit inTransit(Views views) {
        return new InTransit(views);
    }
}
