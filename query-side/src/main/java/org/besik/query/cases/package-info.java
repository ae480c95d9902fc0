/** The searches for children: who looks for whom, since when, and what came of it. */
@NullMarked
package org.besik.query.cases;

import org.jspecify.annotations.NullMarked;
