/** Reads a log from its beginning to its end and names what was done to it. */
@NullMarked
package org.besik.proofs.audit;

import org.jspecify.annotations.NullMarked;
