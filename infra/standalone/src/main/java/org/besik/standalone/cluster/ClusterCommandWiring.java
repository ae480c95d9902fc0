package org.besik.standalone.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.besik.command.CommandSide;
import org.besik.command.deciding.AgencyReader;
import org.besik.command.deciding.Decider;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.mongo.MongoCheckpointStore;
import org.besik.command.eventlog.mongo.MongoEventLog;
import org.besik.command.eventlog.sqlite.SqliteTreeStore;
import org.besik.command.facts.MayRead;
import org.besik.command.facts.Pace;
import org.besik.command.keys.CheckpointKey;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.SharedSecrets;
import org.besik.command.leases.Lease;
import org.besik.command.leases.LeaseRows;
import org.besik.command.leases.MongoLeaseRows;
import org.besik.command.mongo.MongoConnection;
import org.besik.command.officers.Contradicted;
import org.besik.command.publishing.kafka.KafkaRelay;
import org.besik.command.publishing.kafka.ResendRequests;
import org.besik.events.codec.EventCodec;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.proofs.NoteSigner;
import org.besik.standalone.DataDirectory;
import org.besik.standalone.OnCluster;
import org.besik.standalone.OnCommandSide;
import org.besik.standalone.SignersTurn;
import org.besik.standalone.security.InsideTokens;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command side on MongoDB, of which there may be several, and the relay, of which one at a time works. */
@OnCluster
@OnCommandSide
@Configuration(proxyBeanMethods = false)
class ClusterCommandWiring {

    /** Tells this process from every other, also from an earlier one on the same machine. */
    private final String node = UUID.randomUUID().toString();

    @Bean
    MongoEventLog eventLog(MongoConnection mongo, KeyedDigest digest) {
        return MongoEventLog.open(mongo.database(), Decider.KEY_SPACES, digest.tagHash());
    }

    @Bean
    HealthIndicator log(MongoEventLog log) {
        return () -> (log.isHealthy() ? Health.up() : Health.down()).build();
    }

    @Bean
    NoteSigner checkpointKey(SharedSecrets secrets, DataDirectory data) throws IOException {
        return CheckpointKey.shared(System.getenv(), secrets, data.path());
    }

    /** The tree can be made again from the log, so each node has one of its own. */
    @Bean
    SqliteTreeStore treeStore(DataDirectory data) {
        return SqliteTreeStore.open(data.path().resolve("tree.db"));
    }

    @Bean
    MongoCheckpointStore checkpointStore(MongoConnection mongo) {
        return new MongoCheckpointStore(mongo.database(), "checkpoints");
    }

    @Bean
    LeaseRows leaseRows(MongoConnection mongo) {
        return new MongoLeaseRows(mongo.database(), "leases");
    }

    @Bean
    SignersTurn signersTurn(LeaseRows rows, ClusterSettings settings) {
        return new SignersTurn(new Lease(rows, "signer", node, settings.lease()));
    }

    @Bean
    ResendRequests resendRequests(LeaseRows rows) {
        return new ResendRequests(rows);
    }

    @Bean(initMethod = "start")
    KafkaRelay relay(EventLog log, FeedTopic topic, LeaseRows rows, ResendRequests requests, ClusterSettings settings) {
        return new KafkaRelay(log, topic, new Lease(rows, "relay", node, settings.lease()), requests);
    }

    @Bean
    OtherNodesAgencies otherNodesAgencies(EventLog log, EventCodec codec, CommandSide side) {
        return new OtherNodesAgencies(new AgencyReader(log, codec, side.agencies()));
    }

    /** Not part of readiness: facts can be recorded while nothing is relayed, and are relayed later. */
    @Bean
    HealthIndicator relayed(KafkaRelay relay) {
        return () -> (relay.trouble() == null ? Health.up() : Health.down()).build();
    }

    @Bean
    MeterBinder relayMetrics(KafkaRelay relay) {
        return registry -> {
            Gauge.builder("besik.relay.behind", relay, KafkaRelay::behind)
                    .description("Events that are durable and not on the feed's topic yet; 0 where another node relays")
                    .baseUnit("events")
                    .register(registry);
            Gauge.builder("besik.relay.duty", relay, on -> on.isOnDuty() ? 1 : 0)
                    .description("Whether this node relays")
                    .register(registry);
        };
    }

    /** A refusal names another record, and an order is taken, only for those who may read it. */
    @Bean
    MayRead mayRead(ClusterSettings settings, InsideTokens tokens) {
        return settings.query().isBlank()
                ? (caller, child) -> MayRead.readsAll(caller)
                : new AsksTheQuerySide(URI.create(settings.query()), tokens);
    }

    @Bean
    Contradicted contradicted(ClusterSettings settings, InsideTokens tokens) {
        if (settings.query().isBlank()) {
            return (caller, contradiction) -> Optional.empty();
        }
        var querySide = new AsksTheQuerySide(URI.create(settings.query()), tokens);
        // Not the object itself, which would be a second one that says who may read
        return (caller, contradiction) -> querySide.record(caller, contradiction);
    }

    /** The views are on other machines: nothing here takes time from them. */
    @Bean
    Pace pace() {
        return () -> {};
    }
}
