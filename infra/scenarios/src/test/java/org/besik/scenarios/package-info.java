/** A child's life across both sides, through HTTP. */
@NullMarked
package org.besik.scenarios;

import org.jspecify.annotations.NullMarked;
