/** A month's presence. */
@NullMarked
package org.besik.command.schooling.reportattendance;

import org.jspecify.annotations.NullMarked;
