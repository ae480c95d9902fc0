/** Who the child is: identifiers, former ids and persons, and the record each leads to. */
@NullMarked
package org.besik.command.deciding.identity;

import org.jspecify.annotations.NullMarked;
