/** The child queues for a place. */
@NullMarked
package org.besik.command.schooling.queue;

import org.jspecify.annotations.NullMarked;
