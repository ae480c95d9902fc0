package org.besik.events.ending;

import org.besik.events.ChildEvent;

/** The end of the record. */
public sealed interface EndingEvent extends ChildEvent permits DeathRecorded, MajorityReached {}
