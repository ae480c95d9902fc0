/** What is known about one child, now and on any earlier day, and which children somebody may mean. */
@NullMarked
package org.besik.query.childrecord;

import org.jspecify.annotations.NullMarked;
