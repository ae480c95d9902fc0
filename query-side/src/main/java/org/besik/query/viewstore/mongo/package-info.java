/** Views in MongoDB: a collection per generation and table. */
@NullMarked
package org.besik.query.viewstore.mongo;

import org.jspecify.annotations.NullMarked;
