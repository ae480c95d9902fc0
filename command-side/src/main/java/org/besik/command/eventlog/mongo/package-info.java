/** The log in MongoDB: one document per transaction, several nodes that append. */
@NullMarked
package org.besik.command.eventlog.mongo;

import org.jspecify.annotations.NullMarked;
