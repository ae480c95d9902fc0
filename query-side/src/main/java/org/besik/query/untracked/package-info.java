/** Which children has nobody seen, since when, and why? */
@NullMarked
package org.besik.query.untracked;

import org.jspecify.annotations.NullMarked;
