@NullMarked
package org.besik.command.facts.deliveries;

import org.jspecify.annotations.NullMarked;
