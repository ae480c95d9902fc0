/** The child gets a place, or gives it up. */
@NullMarked
package org.besik.command.schooling.enrolchild;

import org.jspecify.annotations.NullMarked;
