package org.besik.standalone.cluster;

import java.time.Duration;
import org.besik.standalone.OnCluster;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where a cluster's parts are.
 *
 * @param mongoUri a MongoDB connection string
 * @param kafka where the brokers are, {@code host:port,host:port}
 * @param kafkaProperties a file with Kafka's own client settings for security; empty: none
 * @param topic that carries the feed
 * @param views what names the views' collections; each query side needs a name of its own
 * @param masterKey the same on every node, base64
 * @param query where the query side is; empty: nowhere
 * @param command where the command side is; empty: nowhere
 * @param lease after so long a silence another node takes over what one does at a time
 */
@OnCluster
@Component
public record ClusterSettings(
        @Value("${besik.mongo-uri}") String mongoUri,
        @Value("${besik.kafka}") String kafka,
        @Value("${besik.kafka-properties:}") String kafkaProperties,
        @Value("${besik.topic:besik.events}") String topic,
        @Value("${besik.views:views}") String views,
        @Value("${besik.master-key}") String masterKey,
        @Value("${besik.query-uri:}") String query,
        @Value("${besik.command-uri:}") String command,
        @Value("${besik.lease:5s}") Duration lease) {

    @Override
    public String toString() {
        return "ClusterSettings[topic " + topic + ", views " + views + "]";
    }
}
