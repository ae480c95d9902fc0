/** An officer joins two records, parts them again, or says that they only look alike. */
@NullMarked
package org.besik.command.identity.mergerecords;

import org.jspecify.annotations.NullMarked;
