/** A child is given its IIN. */
@NullMarked
package org.besik.command.registration.assignnationalid;

import org.jspecify.annotations.NullMarked;
