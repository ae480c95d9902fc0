/** Both sides in one process: the embedded default. */
@NullMarked
package org.besik.standalone;

import org.jspecify.annotations.NullMarked;
