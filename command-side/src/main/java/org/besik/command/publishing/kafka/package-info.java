/** The log's events onto a Kafka topic: one partition, in the log's order. */
@NullMarked
package org.besik.command.publishing.kafka;

import org.jspecify.annotations.NullMarked;
