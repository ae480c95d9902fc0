/** The parties to a handoff answer it. */
@NullMarked
package org.besik.command.handoff.answerhandoff;

import org.jspecify.annotations.NullMarked;
