/** Who the child is was written down wrongly. */
@NullMarked
package org.besik.command.registration.correctidentity;

import org.jspecify.annotations.NullMarked;
