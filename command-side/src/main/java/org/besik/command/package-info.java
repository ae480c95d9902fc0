/** What may happen: the rules, and the log they write to. */
@NullMarked
package org.besik.command;

import org.jspecify.annotations.NullMarked;
