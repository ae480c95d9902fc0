/** Who may see the record, and its erasure. */
@NullMarked
package org.besik.events.custody;

import org.jspecify.annotations.NullMarked;
