/** {@code infra/verify}: checks a log or an export offline. Uses nothing of the server but how hashes are made. */
@NullMarked
package org.besik.verifier;

import org.jspecify.annotations.NullMarked;
