/** What came on the list and went from it: the sweep that raises flags when days turn, and the stream that tells. */
@NullMarked
package org.besik.query.flags;

import org.jspecify.annotations.NullMarked;
