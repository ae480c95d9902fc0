/** Two records, one child, or not. */
@NullMarked
package org.besik.events.identity;

import org.jspecify.annotations.NullMarked;
