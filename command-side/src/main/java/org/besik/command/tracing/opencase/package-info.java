/** An officer takes up the search for a child. */
@NullMarked
package org.besik.command.tracing.opencase;

import org.jspecify.annotations.NullMarked;
