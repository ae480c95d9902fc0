package org.besik.query.rulesinforce;

import java.time.Clock;
import java.util.Optional;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.IntakeHealth;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is asked about rules. */
@Configuration(proxyBeanMethods = false)
public class RulesInForceConfiguration {

    @Bean
    RulesInForce rulesInForce(Views views, ObjectProvider<Intake> intake, SchoolCalendar calendar) {
        return new RulesInForce(
                views,
                () -> Optional.ofNullable(intake.getIfAvailable())
                        .map(Intake::health)
                        .map(IntakeHealth::rebuild)
                        .orElse(null),
                calendar);
    }

    @Bean
    DryRuns dryRuns(
            Views views,
            ObjectProvider<Intake> intake,
            StaleFeeds staleFeeds,
            SchoolCalendar calendar,
            RulesInForce rules,
            Clock clock) {
        DryRun.Pace pace = () -> {
            Intake busy = intake.getIfAvailable();
            if (busy != null) {
                busy.backlog().await();
            }
        };
        return new DryRuns(views, staleFeeds, calendar, rules, pace, clock);
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
