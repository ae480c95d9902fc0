/** A child is missed, looked for and found. */
@NullMarked
package org.besik.events.tracing;

import org.jspecify.annotations.NullMarked;
