/** Which cases are on their way between two agencies, and who has to act? */
@NullMarked
package org.besik.query.openhandoffs;

import org.jspecify.annotations.NullMarked;
