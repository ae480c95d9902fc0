@NullMarked
package org.besik.command.facts;

import org.jspecify.annotations.NullMarked;
