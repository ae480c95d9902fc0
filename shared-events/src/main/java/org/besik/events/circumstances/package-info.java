/** What the child lives in: guardians, support, placements. */
@NullMarked
package org.besik.events.circumstances;

import org.jspecify.annotations.NullMarked;
