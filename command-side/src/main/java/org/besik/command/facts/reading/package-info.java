/** From the bytes an agency sends to a fact whose form is right, or to the rule that refuses it. */
@NullMarked
package org.besik.command.facts.reading;

import org.jspecify.annotations.NullMarked;
