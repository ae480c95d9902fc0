/** The child died. */
@NullMarked
package org.besik.command.ending.recorddeath;

import org.jspecify.annotations.NullMarked;
