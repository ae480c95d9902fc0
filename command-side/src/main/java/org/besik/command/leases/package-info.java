/** Whose turn it is: work that one node does for all, and another takes over when that one falls silent. */
@NullMarked
package org.besik.command.leases;

import org.jspecify.annotations.NullMarked;
