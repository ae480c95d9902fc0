@NullMarked
package org.besik.command.facts.batches;

import org.jspecify.annotations.NullMarked;
