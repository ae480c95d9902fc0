@NullMarked
package org.besik.benchmark;

import org.jspecify.annotations.NullMarked;
