package org.besik.events.circumstances;

import java.time.LocalDate;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.ChildId;
import org.besik.events.Relative;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/** Somebody answers for the child from a day on; null once the child's key was destroyed. */
@Event(namespace = "circumstances", name = "GuardianAssigned", version = "1")
public record GuardianAssigned(
        @EventTag(key = Tags.CHILD) ChildId childId,
        @Nullable Relative guardian,
        String relation,
        LocalDate from) implements CircumstanceEvent {}
