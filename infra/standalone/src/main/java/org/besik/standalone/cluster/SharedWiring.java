package org.besik.standalone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.besik.command.keys.KeyRows;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.MongoKeyRows;
import org.besik.command.keys.SharedSecrets;
import org.besik.command.mongo.MongoConnection;
import org.besik.events.feed.kafka.FeedTopic;
import org.besik.standalone.OnCluster;
import org.besik.standalone.security.InsideTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both sides of a cluster share: keys and secrets in MongoDB, and the topic between them. */
@OnCluster
@Configuration(proxyBeanMethods = false)
class SharedWiring {

    /** How long a broker may take to answer. */
    private static final Duration BROKERS = Duration.ofSeconds(10);

    @Bean
    MongoConnection mongo(ClusterSettings settings) {
        return MongoConnection.open(settings.mongoUri());
    }

    @Bean
    MasterKey masterKey(ClusterSettings settings) {
        return MasterKey.parse(settings.masterKey());
    }

    @Bean(destroyMethod = "")
    KeyRows keyRows(MongoConnection mongo) {
        return new MongoKeyRows(mongo.database(), "keys");
    }

    @Bean
    SharedSecrets sharedSecrets(MongoConnection mongo, MasterKey master) {
        return new SharedSecrets(new MongoKeyRows(mongo.database(), "secrets"), master);
    }

    /** Each side knows a request of the other by them. */
    @Bean
    InsideTokens insideTokens(SharedSecrets secrets, Clock clock) {
        return new InsideTokens(secrets.get("inside tokens", InsideTokens::newSecret), clock);
    }

    @Bean
    FeedTopic feedTopic(ClusterSettings settings) throws IOException {
        return new FeedTopic(settings.kafka(), settings.topic(), BROKERS, security(settings.kafkaProperties()));
    }

    private static Map<String, String> security(String file) throws IOException {
        var properties = new Properties();
        if (!file.isBlank()) {
            try (var read = Files.newBufferedReader(Path.of(file))) {
                properties.load(read);
            }
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
