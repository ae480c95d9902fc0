/** Who is taken for whom: suggested duplicates and automatic joins against records with known truth. */
@NullMarked
package org.besik.benchmark.identity;

import org.jspecify.annotations.NullMarked;
