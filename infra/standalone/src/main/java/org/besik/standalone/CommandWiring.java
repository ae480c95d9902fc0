package org.besik.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.besik.command.CommandSide;
import org.besik.command.deciding.Deciding;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.facts.Agencies;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The command side on SQLite. Spring closes in the opposite order: after the last request the decider decides what
 * waits, then the log and the keys are closed, and the directory is given free.
 */
@Configuration(proxyBeanMethods = false)
class CommandWiring {

    @Bean
    MasterKey masterKey(DataDirectory data) throws IOException {
        return MasterKey.load(System.getenv(), data.path().resolve("master.key"));
    }

    @Bean
    KeyedDigest keyedDigest(MasterKey master) {
        return new KeyedDigest(master);
    }

    @Bean
    ChildKeys keyVault(DataDirectory data, MasterKey master) {
        return ChildKeys.open(SqliteKeyRows.open(data.path().resolve("keys.db")), master);
    }

    @Bean
    EventCodec eventCodec(KeyVault keys) {
        return new EventCodec(keys);
    }

    @Bean
    SqliteEventLog eventLog(DataDirectory data, KeyedDigest digest) {
        return SqliteEventLog.open(data.path().resolve("log"), digest.tagHash());
    }

    @Bean
    HealthIndicator log(SqliteEventLog log) {
        return () -> (log.isHealthy() ? Health.up() : Health.down()).build();
    }

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
}
