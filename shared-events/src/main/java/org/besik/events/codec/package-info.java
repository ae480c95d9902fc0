/** How events become stored bytes and come back, with the person sealed. */
@NullMarked
package org.besik.events.codec;

import org.jspecify.annotations.NullMarked;
