package org.besik.query.rulesinforce;

import java.time.Clock;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is asked about rules. */
@Configuration(proxyBeanMethods = false)
public class RulesInForceConfiguration {

    @Bean
    RulesInForce rulesInForce(Views views, Intake intake, SchoolCalendar calendar) {
        return new RulesInForce(views, intake::health, calendar);
    }

    @Bean
    DryRuns dryRuns(
            Views views,
            Intake intake,
            StaleFeeds staleFeeds,
            SchoolCalendar calendar,
            RulesInForce rules,
            Clock clock) {
        return new DryRuns(views, staleFeeds, calendar, rules, intake.backlog()::await, clock);
    }

    @Bean
    DryRunController dryRunController(DryRuns runs, Clock clock) {
        return new DryRunController(runs, clock);
    }

    @Bean
    RulesController rulesController(RulesInForce rules, Clock clock) {
        return new RulesController(rules, clock);
    }
}
