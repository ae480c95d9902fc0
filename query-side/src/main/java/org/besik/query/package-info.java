/** What people ask: views of the log, one folder per question. */
@NullMarked
package org.besik.query;

import org.jspecify.annotations.NullMarked;
