/** How to reach MongoDB: one client for all that keeps its data there. */
@NullMarked
package org.besik.command.mongo;

import org.jspecify.annotations.NullMarked;
