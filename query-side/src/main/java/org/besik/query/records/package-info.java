/** A child's record: a set of facts, in the order in which things happened. */
@NullMarked
package org.besik.query.records;

import org.jspecify.annotations.NullMarked;
