/** Axon 4's JDBC engine as somebody to be measured against. */
@NullMarked
package org.besik.benchmark.axon4;

import org.jspecify.annotations.NullMarked;
