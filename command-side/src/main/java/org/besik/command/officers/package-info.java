/** What officers decide about a child: the one door through which it comes in, and who may open it. */
@NullMarked
package org.besik.command.officers;

import org.jspecify.annotations.NullMarked;
