/** One side of a cluster in this process: MongoDB keeps what is kept, Kafka carries the feed. */
@NullMarked
package org.besik.standalone.cluster;

import org.jspecify.annotations.NullMarked;
