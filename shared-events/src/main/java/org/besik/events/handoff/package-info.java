/** One service hands a child to the next. */
@NullMarked
package org.besik.events.handoff;

import org.jspecify.annotations.NullMarked;
