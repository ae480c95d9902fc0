/** When a child is due: the school calendar as dated, versioned data, and the rules that the log holds. */
@NullMarked
package org.besik.query.rules;

import org.jspecify.annotations.NullMarked;
