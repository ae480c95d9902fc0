/** The log as one SQLite file, with an index of tags in a second file that can be made again from the first. */
@NullMarked
package org.besik.command.eventlog.sqlite;

import org.jspecify.annotations.NullMarked;
