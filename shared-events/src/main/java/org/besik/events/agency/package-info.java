/** The agencies that report. */
@NullMarked
package org.besik.events.agency;

import org.jspecify.annotations.NullMarked;
