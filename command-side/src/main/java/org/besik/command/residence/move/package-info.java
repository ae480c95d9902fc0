/** A move is declared, confirmed, called off. */
@NullMarked
package org.besik.command.residence.move;

import org.jspecify.annotations.NullMarked;
