/** One decider per node: who the child is, what the fact means, and the append. */
@NullMarked
package org.besik.command.deciding;

import org.jspecify.annotations.NullMarked;
