/** What auditors are given to check the log with: its events, checkpoints, proofs, and a check on the spot. */
@NullMarked
package org.besik.command.audit;

import org.jspecify.annotations.NullMarked;
