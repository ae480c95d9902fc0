/** The Merkle tree over the log, and who signs what it says. */
@NullMarked
package org.besik.command.eventlog.tree;

import org.jspecify.annotations.NullMarked;
