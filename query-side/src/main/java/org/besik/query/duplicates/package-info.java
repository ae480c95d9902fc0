/**
 * Which records may be one child? What is compared of each record ({@link org.besik.query.duplicates.Traits}), how alike two
 * are ({@link org.besik.query.duplicates.Likeness}), which are compared at all ({@link
 * org.besik.query.duplicates.BlockKeys}), and the pairs kept beside the records ({@link
 * org.besik.query.duplicates.DuplicatePairs}).
 */
@NullMarked
package org.besik.query.duplicates;

import org.jspecify.annotations.NullMarked;
