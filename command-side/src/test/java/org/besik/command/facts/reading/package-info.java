@NullMarked
package org.besik.command.facts.reading;

import org.jspecify.annotations.NullMarked;
