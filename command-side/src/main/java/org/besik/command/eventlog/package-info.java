/** The event log: the only truth. It has never heard of children. */
@NullMarked
package org.besik.command.eventlog;

import org.jspecify.annotations.NullMarked;
