/** The feed's Kafka topic, as both who writes and who reads it know it. */
@NullMarked
package org.besik.events.feed.kafka;

import org.jspecify.annotations.NullMarked;
