/** The feed as it comes from a Kafka topic. */
@NullMarked
package org.besik.query.intake.kafka;

import org.jspecify.annotations.NullMarked;
