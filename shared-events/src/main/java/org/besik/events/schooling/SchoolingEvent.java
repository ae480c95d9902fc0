package org.besik.events.schooling;

import org.besik.events.ChildEvent;

/** Kindergarten, school, club: queues, places, presence. */
public sealed interface SchoolingEvent extends ChildEvent
        permits WaitlistJoined, WaitlistLeft, ChildEnrolled, AttendanceReported, EnrolmentEnded {}
