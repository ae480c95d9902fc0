/** What each sender's facts came to, so that nobody has to keep the answers to know. */
@NullMarked
package org.besik.command.facts.deliveries;

import org.jspecify.annotations.NullMarked;
