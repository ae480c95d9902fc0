/** An officer settles facts that exclude each other. */
@NullMarked
package org.besik.command.tracing.resolvecontradiction;

import org.jspecify.annotations.NullMarked;
