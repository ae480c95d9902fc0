@NullMarked
package org.besik.benchmark.log;

import org.jspecify.annotations.NullMarked;
