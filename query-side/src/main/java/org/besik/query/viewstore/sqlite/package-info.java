/** The view store on SQLite: one file per generation. */
@NullMarked
package org.besik.query.viewstore.sqlite;

import org.jspecify.annotations.NullMarked;
