/** How recorded events travel from the log to whoever reads them. */
@NullMarked
package org.besik.events.feed;

import org.jspecify.annotations.NullMarked;
