/** The secrets: one master key, the children's own keys under it, and keyed digests made with it. */
@NullMarked
package org.besik.command.keys;

import org.jspecify.annotations.NullMarked;
