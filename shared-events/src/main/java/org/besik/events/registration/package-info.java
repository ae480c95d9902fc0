/** How a record begins and who the child is said to be. */
@NullMarked
package org.besik.events.registration;

import org.jspecify.annotations.NullMarked;
