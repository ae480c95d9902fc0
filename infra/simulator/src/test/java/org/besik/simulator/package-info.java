@NullMarked
package org.besik.simulator;

import org.jspecify.annotations.NullMarked;
