package org.besik.query.childrecord;

import java.time.Clock;
import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the child's record, its history and the search. Needs {@link LookupKeys} and {@link ChildFolding}. */
@Configuration(proxyBeanMethods = false)
public class ChildRecordConfiguration {

    @Bean
    ChildCards childCards(ChildFolding folding, LookupKeys keys) {
        return new ChildCards(folding, keys);
    }

    @Bean
    ChildRecords childRecords(Views views, ChildFolding folding, Clock clock) {
        return new ChildRecords(views, folding, clock);
    }

    @Bean
    ChildSearch childSearch(Views views, LookupKeys keys) {
        return new ChildSearch(views, keys);
    }

    @Bean
    ChildController childController(ChildRecords records, ChildSearch search, Clock clock) {
        return new ChildController(records, search, clock);
    }
}
