/** Kindergarten, school, club: queues, places, presence. */
@NullMarked
package org.besik.events.schooling;

import org.jspecify.annotations.NullMarked;
