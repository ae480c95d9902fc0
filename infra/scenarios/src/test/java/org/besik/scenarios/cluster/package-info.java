/** Both sides as processes of their own, with MongoDB and Kafka between them, and what happens when one of them goes. */
@NullMarked
package org.besik.scenarios.cluster;

import org.jspecify.annotations.NullMarked;
