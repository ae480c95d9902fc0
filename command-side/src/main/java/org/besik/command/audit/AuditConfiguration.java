package org.besik.command.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.TreeStore;
import org.besik.proofs.NoteSigner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the audit together. Needs a log, its tree, a signer, and where checkpoints are kept. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    LogCheck logCheck(ChainedFeed log, TreeStore tree, CheckpointStore checkpoints, NoteSigner key) {
        return new LogCheck(log, tree, checkpoints, key.verifier());
    }

    @Bean
    MeterBinder checkpointMetrics(CheckpointSigner signer) {
        return (MeterRegistry registry) -> Gauge.builder("besik.checkpoint.behind", signer, CheckpointSigner::behind)
                .description("Events that are durable and not signed yet")
                .baseUnit("events")
                .register(registry);
    }
}
