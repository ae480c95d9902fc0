package org.besik.query.contradictions;

import java.time.Clock;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the list of contradictions. */
@Configuration(proxyBeanMethods = false)
public class ContradictionConfiguration {

    @Bean
    Contradictions contradictions() {
        return new Contradictions();
    }

    @Bean
    ContradictionList contradictionList(Views views, Clock clock) {
        return new ContradictionList(views, clock);
    }

    @Bean
    ContradictionController contradictionController(ContradictionList list, ChildRecords records) {
        return new ContradictionController(list, records);
    }
}
