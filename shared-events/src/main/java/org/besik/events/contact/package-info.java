/** Who saw the child, and how well. */
@NullMarked
package org.besik.events.contact;

import org.jspecify.annotations.NullMarked;
