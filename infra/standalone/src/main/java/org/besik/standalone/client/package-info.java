/** A small client that reads answers while it is still sending: for the demo, the scenarios and the measurements. */
@NullMarked
package org.besik.standalone.client;

import org.jspecify.annotations.NullMarked;
