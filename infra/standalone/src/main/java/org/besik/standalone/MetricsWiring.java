package org.besik.standalone;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** What is measured by itself, and what is not. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {

    /** Spring Security times each of its filters; that cost more than checking the token and deciding together. */
    @Bean
    SecurityObservationSettings noTimersAroundFilters() {
        return SecurityObservationSettings.noObservations();
    }
}
