/** From the feed to the views: order, position, what changed. */
@NullMarked
package org.besik.query.intake;

import org.jspecify.annotations.NullMarked;
