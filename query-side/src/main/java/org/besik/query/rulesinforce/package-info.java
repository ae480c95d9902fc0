/** Which rules are, were and will be in force, and what others would do. */
@NullMarked
package org.besik.query.rulesinforce;

import org.jspecify.annotations.NullMarked;
