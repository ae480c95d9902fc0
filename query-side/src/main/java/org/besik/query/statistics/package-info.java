/** Figures with a stated definition: what was counted, over what, as of when. */
@NullMarked
package org.besik.query.statistics;

import org.jspecify.annotations.NullMarked;
