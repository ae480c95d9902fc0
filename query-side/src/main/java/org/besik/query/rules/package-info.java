/** When a child is due: thresholds and the school calendar as dated, versioned data. */
@NullMarked
package org.besik.query.rules;

import org.jspecify.annotations.NullMarked;
