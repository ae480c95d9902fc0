package org.besik.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SecretSeal;
import org.besik.events.codec.EventCodec;
import org.besik.events.feed.EventFeed;
import org.besik.events.names.NameFolding;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.intake.FeedProjection;
import org.besik.query.intake.Intake;
import org.besik.query.intake.IntakeHealth;
import org.besik.query.intake.Projection;
import org.besik.query.intake.Views;
import org.besik.query.notifications.Sealing;
import org.besik.query.rulesinforce.RulesInForce;
import org.besik.query.viewstore.Generations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The query side on whatever feed and views there are. Every projection takes part. */
@OnQuerySide
@Configuration(proxyBeanMethods = false)
class QueryWiring {

    @Bean
    LookupKeys lookupKeys(KeyedDigest digest) {
        return new LookupKeys(digest.digest("lookup", "key".getBytes(UTF_8)), NameFolding::fold);
    }

    @Bean(initMethod = "start")
    Intake intake(
            EventFeed feed,
            EventCodec codec,
            List<Projection> projections,
            List<FeedProjection> feedProjections,
            Generations generations,
            MeterRegistry meters,
            Clock clock) {
        return new Intake(feed, codec, projections, feedProjections, generations, meters, clock);
    }

    /** The secrets of those who are notified. */
    @Bean
    Sealing notificationSecrets(MasterKey master) {
        var seal = new SecretSeal(master, "besik notifications");
        return new Sealing() {
            @Override
            public byte[] seal(String name, byte[] secret) {
                return seal.seal(name, secret);
            }

            @Override
            public byte[] open(String name, byte[] sealed) {
                return seal.open(name, sealed);
            }
        };
    }

    @Bean
    Views liveViews(Intake intake) {
        return intake.views();
    }

    /** Up once the views have what the log held at the start; from then on they may lag but not stand still. */
    @Bean
    HealthIndicator views(Intake intake, EventFeed feed) {
        long headAtStart = feed.head();
        return () -> {
            IntakeHealth health = intake.health();
            boolean isUp = health.problem() == null && health.position() >= headAtStart;
            return (isUp ? Health.up() : Health.outOfService()).build();
        };
    }

    /** Not part of readiness: until the list rests on the rules in force it answers by those before. */
    @Bean
    HealthIndicator rules(RulesInForce rules) {
        return () -> (rules.derived().upToDate() ? Health.up() : Health.status("DERIVING")).build();
    }
}
