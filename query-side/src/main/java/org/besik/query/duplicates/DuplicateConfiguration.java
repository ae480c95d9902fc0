package org.besik.query.duplicates;

import java.time.Clock;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.intake.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the suggestions of duplicates. Needs {@link LookupKeys}. */
@Configuration(proxyBeanMethods = false)
public class DuplicateConfiguration {

    @Bean
    Weights duplicateWeights() {
        return Weights.standard();
    }

    @Bean
    DuplicatePairs duplicatePairs(Weights weights, LookupKeys keys) {
        return new DuplicatePairs(weights, keys);
    }

    @Bean
    Duplicates duplicates(Views views, ChildRecords records, Weights weights, Clock clock) {
        return new Duplicates(views, records, weights, clock);
    }

    @Bean
    DuplicateListController duplicateListController(Duplicates duplicates) {
        return new DuplicateListController(duplicates);
    }
}
