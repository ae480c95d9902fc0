package org.besik.standalone;

import java.util.Optional;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.LogTree;
import org.besik.command.eventlog.tree.TreeStore;
import org.besik.proofs.NoteSigner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tree beside the log and who signs it. */
@OnCommandSide
@Configuration(proxyBeanMethods = false)
class AuditWiring {

    @Bean
    LogTree logTree(ChainedFeed log, TreeStore store) {
        return new LogTree(log, store);
    }

    @Bean(initMethod = "start")
    CheckpointSigner checkpointSigner(
            ChainedFeed log, LogTree tree, CheckpointStore store, NoteSigner key, Optional<SignersTurn> turn) {
        return turn.isPresent()
                ? new CheckpointSigner(log, tree, store, key, turn.get()::isOurs)
                : new CheckpointSigner(log, tree, store, key);
    }

    /** Not part of readiness: facts can be recorded while nothing is signed, and somebody has to look at the log. */
    @Bean
    HealthIndicator checkpoints(CheckpointSigner signer) {
        return () -> (signer.trouble() == null ? Health.up() : Health.down()).build();
    }
}
