/** Support the child is owed. */
@NullMarked
package org.besik.command.circumstances.support;

import org.jspecify.annotations.NullMarked;
