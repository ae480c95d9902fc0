package org.besik.query.openhandoffs;

import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the handoffs that wait. */
@Configuration(proxyBeanMethods = false)
public class OpenHandoffsConfiguration {

    @Bean
    HandoffsWaiting handoffsWaiting() {
        return new HandoffsWaiting();
    }

    @Bean
    OpenHandoffs openHandoffs(Views views) {
        return new OpenHandoffs(views);
    }
}
