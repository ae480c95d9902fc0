/** Documents by id and by declared fields; knows no subject. */
@NullMarked
package org.besik.query.viewstore;

import org.jspecify.annotations.NullMarked;
