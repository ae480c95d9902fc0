package org.besik.query.untracked;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.besik.events.rules.RuleBook;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the rules, the list and its metrics. */
@Configuration(proxyBeanMethods = false)
public class UntrackedConfiguration {

    @Bean
    SchoolCalendar schoolCalendar() {
        return SchoolCalendar.standard();
    }

    @Bean
    UntrackedProjection untrackedProjection(SchoolCalendar calendar) {
        // Whoever folds says by which rules it does
        return new UntrackedProjection(calendar, RuleBook.standard());
    }

    @Bean
    AgencyDays agencyDays() {
        return new AgencyDays();
    }

    @Bean
    StaleFeeds staleFeeds(Views views, SchoolCalendar calendar) {
        return new StaleFeeds(views, calendar);
    }

    @Bean
    Untracked untracked(Views views, StaleFeeds staleFeeds, SchoolCalendar calendar) {
        return new Untracked(views, staleFeeds, calendar);
    }

    @Bean(initMethod = "start")
    UntrackedMetrics untrackedMetrics(Untracked untracked, StaleFeeds staleFeeds, Clock clock, MeterRegistry registry) {
        return new UntrackedMetrics(untracked, staleFeeds, clock, registry);
    }
}
