/** An administrator says who an agency is. */
@NullMarked
package org.besik.command.agency.describeagency;

import org.jspecify.annotations.NullMarked;
