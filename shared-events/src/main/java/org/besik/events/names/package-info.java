/** Names as people write them, made comparable. */
@NullMarked
package org.besik.events.names;

import org.jspecify.annotations.NullMarked;
