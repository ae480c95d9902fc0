/** What tests stand up. Outside of org.besik, so that Besik itself never finds it when it looks for its parts. */
@NullMarked
package org.besiktest;

import org.jspecify.annotations.NullMarked;
