/** Who answers for the child. */
@NullMarked
package org.besik.command.circumstances.guardian;

import org.jspecify.annotations.NullMarked;
