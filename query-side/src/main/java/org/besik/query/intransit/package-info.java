/** Which children are on their way from one region to another? */
@NullMarked
package org.besik.query.intransit;

import org.jspecify.annotations.NullMarked;
