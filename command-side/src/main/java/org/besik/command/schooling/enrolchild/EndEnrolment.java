package org.besik.command.schooling.enrolchild;

import org.besik.command.deciding.Order;
import org.besik.events.schooling.EndReason;
import org.jspecify.annotations.Nullable;

/** Record the end of a place. */
public record EndEnrolment(
        String institution, EndReason reason, @Nullable String destination) implements Order {}
