@NullMarked
package org.besik.standalone;

import org.jspecify.annotations.NullMarked;
