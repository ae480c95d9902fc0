/** Which agencies have fallen silent themselves? An agency's silence is not a child's. */
@NullMarked
package org.besik.query.feeds;

import org.jspecify.annotations.NullMarked;
