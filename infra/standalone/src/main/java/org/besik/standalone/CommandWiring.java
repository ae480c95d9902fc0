package org.besik.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.besik.command.CommandSide;
import org.besik.command.deciding.Deciding;
import org.besik.command.eventlog.EventLog;
import org.besik.command.facts.Agencies;
import org.besik.command.facts.FactMetrics;
import org.besik.command.facts.Pace;
import org.besik.command.facts.batches.Batches;
import org.besik.command.facts.deliveries.Deliveries;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.keys.KeyedDigest;
import org.besik.events.codec.KeyVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The command side on whatever log there is. Spring closes in the opposite order: after the last request the decider
 * decides what waits, then the log and the keys are closed, and the directory is given free.
 */
@OnCommandSide
@Configuration(proxyBeanMethods = false)
class CommandWiring {

    @Bean
    Fingerprints fingerprints(KeyedDigest digest) {
        return canonical -> digest.digest("fact", canonical);
    }

    @Bean
    CommandSide commandSide(EventLog log, KeyVault keys, KeyedDigest digest, MeterRegistry meters) {
        return new CommandSide(log, keys, digest, meters);
    }

    @Bean
    Deciding deciding(CommandSide side) {
        return side.deciding();
    }

    @Bean
    Agencies agencies(CommandSide side, Clock clock) {
        return new KnownAgencies(side, clock);
    }

    @Bean
    Deliveries deliveries(DataDirectory data, Clock clock) {
        return new Deliveries(data.path().resolve("deliveries"), clock);
    }

    /** Files of facts, decided in the background; what was under way goes on. */
    @Bean(initMethod = "start")
    Batches batches(
            DataDirectory data,
            KeyedDigest digest,
            FactReader reader,
            Deciding deciding,
            FactMetrics metrics,
            Pace pace,
            Clock clock) {
        return new Batches(data.path().resolve("batches"), digest, reader, deciding, metrics, pace, clock);
    }
}
