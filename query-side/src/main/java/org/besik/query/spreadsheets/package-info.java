/** Answers as files that spreadsheets open. */
@NullMarked
package org.besik.query.spreadsheets;

import org.jspecify.annotations.NullMarked;
