/** Who may come in: tokens of an issuer, sessions for pages, and problem documents for everybody else. */
@NullMarked
package org.besik.standalone.security;

import org.jspecify.annotations.NullMarked;
