/** A contact is recorded, or taken back. */
@NullMarked
package org.besik.command.contact.recordcontact;

import org.jspecify.annotations.NullMarked;
