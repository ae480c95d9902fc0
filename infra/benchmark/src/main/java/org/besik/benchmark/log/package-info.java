/** The log beside what others would keep events in, measured in one run. */
@NullMarked
package org.besik.benchmark.log;

import org.jspecify.annotations.NullMarked;
