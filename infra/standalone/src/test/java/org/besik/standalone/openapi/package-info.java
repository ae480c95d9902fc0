@NullMarked
package org.besik.standalone.openapi;

import org.jspecify.annotations.NullMarked;
