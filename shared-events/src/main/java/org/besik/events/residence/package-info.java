/** Where the child lives and moves. */
@NullMarked
package org.besik.events.residence;

import org.jspecify.annotations.NullMarked;
