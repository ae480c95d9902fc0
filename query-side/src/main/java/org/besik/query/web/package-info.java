/** The pages and their words: server-rendered, in Kazakh, Russian and English. */
@NullMarked
package org.besik.query.web;

import org.jspecify.annotations.NullMarked;
