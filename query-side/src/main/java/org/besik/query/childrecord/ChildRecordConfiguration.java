package org.besik.query.childrecord;

import java.time.Clock;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the child's record, its history and the search. Needs {@link LookupKeys}. */
@Configuration(proxyBeanMethods = false)
public class ChildRecordConfiguration {

    @Bean
    ChildFolding childFolding(SchoolCalendar calendar, Views views) {
        return new ChildFolding(calendar, views::rules);
    }

    @Bean
    ChildCards childCards(LookupKeys keys) {
        return new ChildCards(keys);
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
    Siblings siblings(Views views) {
        return new Siblings(views);
    }

    @Bean
    ChildController childController(ChildRecords records, ChildSearch search, Clock clock) {
        return new ChildController(records, search, clock);
    }
}
