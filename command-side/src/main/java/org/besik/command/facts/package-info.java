/** The one door for facts: single, array or stream, each answered once it is durable. */
@NullMarked
package org.besik.command.facts;

import org.jspecify.annotations.NullMarked;
