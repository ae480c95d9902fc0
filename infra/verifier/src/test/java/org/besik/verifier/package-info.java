/** Tampers with what the real log wrote. */
@NullMarked
package org.besik.verifier;

import org.jspecify.annotations.NullMarked;
