/** Files of facts: taken whole, then decided line by line however long it takes, across restarts. */
@NullMarked
package org.besik.command.facts.batches;

import org.jspecify.annotations.NullMarked;
