package org.besik.standalone;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where days turn. */
@Configuration(proxyBeanMethods = false)
class TimeWiring {

    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${besik.zone}") ZoneId zone) {
        return Clock.system(zone);
    }
}
