package org.besik.command.officers;

import java.time.Clock;
import org.besik.command.deciding.Deciding;
import org.besik.command.facts.Answers;
import org.besik.command.facts.MayRead;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.facts.reading.OrderReader;
import org.besik.command.facts.reading.RulesReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the officers' door together, of what the door for facts is made of. */
@Configuration(proxyBeanMethods = false)
public class OfficersConfiguration {

    @Bean
    OfficerDoor officerDoor(
            Clock clock,
            Fingerprints fingerprints,
            Deciding deciding,
            Answers answers,
            ObjectProvider<MayRead> mayRead) {
        return new OfficerDoor(
                new OrderReader(clock, fingerprints),
                deciding,
                answers,
                mayRead.getIfAvailable(() -> (caller, child) -> MayRead.readsAll(caller)));
    }

    @Bean
    RulesReader rulesReader(Clock clock, Fingerprints fingerprints) {
        return new RulesReader(clock, fingerprints);
    }

    @Bean
    FlagDesk flagDesk(Deciding deciding, Clock clock) {
        return new FlagDesk(deciding, clock);
    }
}
