/** One agency offers a child's case to another. */
@NullMarked
package org.besik.command.handoff.initiatehandoff;

import org.jspecify.annotations.NullMarked;
