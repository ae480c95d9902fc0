/** What is refused, and in which words. */
@NullMarked
package org.besik.command.refusal;

import org.jspecify.annotations.NullMarked;
