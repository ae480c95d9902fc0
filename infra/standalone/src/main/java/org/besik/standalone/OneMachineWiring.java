package org.besik.standalone;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.facts.MayRead;
import org.besik.command.facts.Pace;
import org.besik.command.keys.CheckpointKey;
import org.besik.command.keys.KeyRows;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.command.officers.Contradicted;
import org.besik.command.officers.FlagDesk;
import org.besik.proofs.NoteSigner;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.contradictions.ContradictionList;
import org.besik.query.flags.FlagRaiser;
import org.besik.query.intake.Intake;
import org.besik.query.notifications.SqliteSubscriptionRows;
import org.besik.query.notifications.SubscriptionRows;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both sides in one process: everything in SQLite files of one directory, and the log itself is the feed. */
@OnOneMachine
@Configuration(proxyBeanMethods = false)
class OneMachineWiring {

    @Bean
    MasterKey masterKey(DataDirectory data) throws IOException {
        return MasterKey.load(System.getenv(), data.path().resolve("master.key"));
    }

    @Bean(destroyMethod = "")
    KeyRows keyRows(DataDirectory data) {
        // Closed with the vault
        return SqliteKeyRows.open(data.path().resolve("keys.db"));
    }

    @Bean
    SqliteEventLog eventLog(DataDirectory data, KeyedDigest digest) {
        return SqliteEventLog.open(data.path().resolve("log"), digest.tagHash());
    }

    @Bean
    HealthIndicator log(SqliteEventLog log) {
        return () -> (log.isHealthy() ? Health.up() : Health.down()).build();
    }

    /** Without new keys no new child can be recorded. */
    @Bean
    HealthIndicator keys(KeyRows rows) {
        return () -> (rows.trouble() == null ? Health.up() : Health.down()).build();
    }

    @Bean
    NoteSigner checkpointKey(DataDirectory data) throws IOException {
        return CheckpointKey.load(System.getenv(), data.path());
    }

    @Bean
    SqliteTreeStore treeStore(DataDirectory data, ChainedFeed log) {
        // After the log, which makes the folder
        return SqliteTreeStore.open(data.path().resolve("log").resolve("tree.db"));
    }

    @Bean
    SqliteCheckpointStore checkpointStore(DataDirectory data) {
        return SqliteCheckpointStore.open(data.path().resolve("checkpoints.db"));
    }

    @Bean
    Generations generations(DataDirectory data) {
        return new SqliteGenerations(data.path().resolve("views"));
    }

    @Bean
    SubscriptionRows subscriptionRows(DataDirectory data) {
        return SqliteSubscriptionRows.open(data.path().resolve("notifications.db"));
    }

    /** Both sides share a machine: what comes in bulk leaves the views time to show it. */
    @Bean
    Pace pace(Intake intake) {
        return intake.backlog()::await;
    }

    /** Whoever decides is in this process. */
    @Bean
    FlagRaiser flagRaiser(FlagDesk desk) {
        return (flags, on) -> {
            List<Boolean> raised = desk.raise(
                    flags.stream()
                            .map(flag -> new FlagDesk.Flag(
                                    flag.child().value(),
                                    flag.reason(),
                                    flag.since(),
                                    flag.dueOn(),
                                    flag.ruleVersion()))
                            .toList(),
                    on);
            return IntStream.range(0, flags.size())
                    .filter(raised::get)
                    .mapToObj(flags::get)
                    .toList();
        };
    }

    /** Whether the child is the officer's is asked at the door. */
    @Bean
    Contradicted contradicted(ContradictionList contradictions) {
        return (caller, contradiction) -> contradictions.record(contradiction);
    }

    /** A refusal names the record that holds what a fact claims only to those who may read it. */
    @Bean
    MayRead mayRead(ChildRecords records) {
        return (caller, child) -> {
            try {
                records.child(caller, child);
                return true;
            } catch (NotFound notTheirs) {
                return false;
            }
        };
    }
}
