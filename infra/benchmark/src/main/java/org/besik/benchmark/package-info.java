/** Measurements: ratios, medians and ranges, taken side by side in one run. */
@NullMarked
package org.besik.benchmark;

import org.jspecify.annotations.NullMarked;
