/** Who is calling, as a bearer token says it. */
@NullMarked
package org.besik.events.caller;

import org.jspecify.annotations.NullMarked;
