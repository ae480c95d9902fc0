/** Which facts exclude each other. */
@NullMarked
package org.besik.query.contradictions;

import org.jspecify.annotations.NullMarked;
