/** Who may use what, and what sources may say. */
@NullMarked
package org.besik.architecture;

import org.jspecify.annotations.NullMarked;
