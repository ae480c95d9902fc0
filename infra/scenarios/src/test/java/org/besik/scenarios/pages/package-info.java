/** The pages in a real browser: what people do, in three languages, on a phone and on a wide screen. */
@NullMarked
package org.besik.scenarios.pages;

import org.jspecify.annotations.NullMarked;
