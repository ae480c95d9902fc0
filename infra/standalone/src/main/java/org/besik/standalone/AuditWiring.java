package org.besik.standalone;

import java.io.IOException;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.sqlite.SqliteCheckpointStore;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.LogTree;
import org.besik.command.eventlog.tree.TreeStore;
import org.besik.command.keys.CheckpointKey;
import org.besik.proofs.NoteSigner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tree beside the log and who signs it, on SQLite. */
@Configuration(proxyBeanMethods = false)
class AuditWiring {

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
    LogTree logTree(ChainedFeed log, TreeStore store) {
        return new LogTree(log, store);
    }

    @Bean(initMethod = "start")
    CheckpointSigner checkpointSigner(ChainedFeed log, LogTree tree, CheckpointStore store, NoteSigner key) {
        return new CheckpointSigner(log, tree, store, key);
    }

    /** Not part of readiness: facts can be recorded while nothing is signed, and somebody has to look at the log. */
    @Bean
    HealthIndicator checkpoints(CheckpointSigner signer) {
        return () -> (signer.trouble() == null ? Health.up() : Health.down()).build();
    }
}
