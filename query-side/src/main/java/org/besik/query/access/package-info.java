/** Who may read which child and which list: one rule for every question. */
@NullMarked
package org.besik.query.access;

import org.jspecify.annotations.NullMarked;
