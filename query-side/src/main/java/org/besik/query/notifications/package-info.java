/** Who is told when children are flagged, without having to ask: webhooks and e-mail. */
@NullMarked
package org.besik.query.notifications;

import org.jspecify.annotations.NullMarked;
