/** The rules by which a child is missed: dated versions, what may stand in one, and which is in force where and when. */
@NullMarked
package org.besik.events.rules;

import org.jspecify.annotations.NullMarked;
