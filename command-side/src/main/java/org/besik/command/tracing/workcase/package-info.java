/** An officer looks for a child: who answers for the search, what was tried, how it ended. */
@NullMarked
package org.besik.command.tracing.workcase;

import org.jspecify.annotations.NullMarked;
