/** The description of the interface: {@code /v3/api-docs} for programs, {@code /docs} for people. */
@NullMarked
package org.besik.standalone.openapi;

import org.jspecify.annotations.NullMarked;
