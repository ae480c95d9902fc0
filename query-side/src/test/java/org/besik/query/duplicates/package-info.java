@NullMarked
package org.besik.query.duplicates;

import org.jspecify.annotations.NullMarked;
