/** What happened: the contract between the two sides. Ids, places, people and the events themselves. */
@NullMarked
package org.besik.events;

import org.jspecify.annotations.NullMarked;
