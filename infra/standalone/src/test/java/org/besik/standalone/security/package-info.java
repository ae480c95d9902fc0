@NullMarked
package org.besik.standalone.security;

import org.jspecify.annotations.NullMarked;
