/** What proves that the log was not altered: hashes of events, the chain, the Merkle tree, signed notes. Plain Java. */
@NullMarked
package org.besik.proofs;

import org.jspecify.annotations.NullMarked;
