/** The child leaves the country, or comes back. */
@NullMarked
package org.besik.command.residence.leavecountry;

import org.jspecify.annotations.NullMarked;
