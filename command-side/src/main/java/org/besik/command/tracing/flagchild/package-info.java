/** A due date came, and a child goes on the list. */
@NullMarked
package org.besik.command.tracing.flagchild;

import org.jspecify.annotations.NullMarked;
