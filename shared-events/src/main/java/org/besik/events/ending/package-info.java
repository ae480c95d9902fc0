/** The end of the record. */
@NullMarked
package org.besik.events.ending;

import org.jspecify.annotations.NullMarked;
