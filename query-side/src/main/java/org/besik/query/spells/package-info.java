/** What goes on from one day to another, kept so that those of any day are found without scanning. */
@NullMarked
package org.besik.query.spells;

import org.jspecify.annotations.NullMarked;
