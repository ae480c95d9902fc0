/** The child stays elsewhere for a while. */
@NullMarked
package org.besik.command.residence.stay;

import org.jspecify.annotations.NullMarked;
