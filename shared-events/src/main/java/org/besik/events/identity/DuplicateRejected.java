package org.besik.events.identity;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.AboutTwo;
import org.besik.events.ChildId;
import org.besik.events.Tags;
import org.besik.events.tracing.Note;
import org.jspecify.annotations.Nullable;

/**
 * Two records are not one child: never suggested again, and never joined because the person matches.
 *
 * @param reason null once the key of one of them was destroyed
 */
@Event(namespace = "identity", name = "DuplicateRejected", version = "2")
public record DuplicateRejected(
        @EventTag(key = Tags.CHILD) ChildId childId,
        ChildId other,
        @Nullable Note reason) implements IdentityEvent, AboutTwo {}
