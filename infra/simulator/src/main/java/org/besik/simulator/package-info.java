/**
 * A synthetic nation: what happens in the lives of its children, what agencies tell of it, and what is true. Nothing here
 * knows how Besik decides; it only speaks the language of its facts.
 */
@NullMarked
package org.besik.simulator;

import org.jspecify.annotations.NullMarked;
