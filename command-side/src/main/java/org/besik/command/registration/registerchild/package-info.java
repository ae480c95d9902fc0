/** A child is registered: at birth, or otherwise. */
@NullMarked
package org.besik.command.registration.registerchild;

import org.jspecify.annotations.NullMarked;
