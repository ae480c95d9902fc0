/** The child lives elsewhere than with its family. */
@NullMarked
package org.besik.command.circumstances.placement;

import org.jspecify.annotations.NullMarked;
