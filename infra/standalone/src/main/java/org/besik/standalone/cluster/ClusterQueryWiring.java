package org.besik.standalone.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.besik.command.leases.Lease;
import org.besik.command.leases.MongoLeaseRows;
import org.besik.command.mongo.MongoConnection;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.query.flags.FlagRaiser;
import org.besik.query.intake.Intake;
import org.besik.query.intake.Reached;
import org.besik.query.intake.Views;
import org.besik.query.intake.kafka.KafkaFeed;
import org.besik.query.notifications.MongoSubscriptionRows;
import org.besik.query.notifications.SubscriptionRows;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.mongo.MongoGenerations;
import org.besik.query.web.Doors;
import org.besik.standalone.OnCluster;
import org.besik.standalone.OnQuerySide;
import org.besik.standalone.security.InsideTokens;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The query side on MongoDB, fed from Kafka. */
@OnCluster
@OnQuerySide
@Configuration(proxyBeanMethods = false)
class ClusterQueryWiring {

    /** Brokers may start together with us. */
    private static final Duration BROKERS = Duration.ofMinutes(1);

    @Bean
    Generations generations(MongoConnection mongo, ClusterSettings settings) {
        return new MongoGenerations(mongo.database(), settings.views());
    }

    @Bean
    SubscriptionRows subscriptionRows(MongoConnection mongo) {
        return new MongoSubscriptionRows(mongo.database(), "notifications");
    }

    @Bean
    KafkaFeed feed(FeedTopic topic, ClusterSettings settings) throws InterruptedException {
        return KafkaFeed.open(topic, "besik-" + settings.views(), BROKERS);
    }

    /** Where the views are decides where the feed begins, and what they have is what the brokers are told. */
    @Bean
    Follows following(KafkaFeed feed, Intake intake) {
        Views views = intake.views();
        views.onChange((changed, position) -> feed.written(position));
        feed.follow(views.store().position());
        return new Follows();
    }

    /** Nothing but that the feed is followed. */
    record Follows() {}

    @Bean
    SweepersTurn sweepersTurn(MongoConnection mongo, ClusterSettings settings) {
        var rows = new MongoLeaseRows(mongo.database(), "leases");
        String node = UUID.randomUUID().toString();
        return new SweepersTurn(rows, new Lease(rows, "sweeper", node, settings.lease()));
    }

    /** Who does not know where facts are decided raises no flags. */
    @Bean
    FlagRaiser flagRaiser(ClusterSettings settings, InsideTokens tokens) {
        return settings.command().isBlank()
                ? (flags, on) -> List.of()
                : new AsksTheCommandSide(URI.create(settings.command()), tokens);
    }

    /** Who does not know where facts are decided shows no forms. */
    @Bean
    Doors doors(ClusterSettings settings, InsideTokens tokens, Intake intake) {
        return settings.command().isBlank()
                ? Doors.SHUT
                : new CommandSideDoors(URI.create(settings.command()), tokens, new Reached(intake.views()));
    }

    /** Not part of readiness: what is known can be asked for while nothing new comes. */
    @Bean
    HealthIndicator feedHeard(KafkaFeed feed) {
        return () -> {
            KafkaFeed.Health health = feed.health();
            return (health.trouble() == null && health.missing() == 0 ? Health.up() : Health.down()).build();
        };
    }

    @Bean
    MeterBinder feedMetrics(KafkaFeed feed) {
        return registry -> {
            Gauge.builder("besik.feed.behind", feed, KafkaFeed::behind)
                    .description("Records of the feed's topic that were not looked at yet")
                    .baseUnit("records")
                    .register(registry);
            Gauge.builder("besik.feed.missing", feed, of -> of.health().missing() == 0 ? 0 : 1)
                    .description("Whether an event is missing from the feed's topic")
                    .register(registry);
        };
    }
}
