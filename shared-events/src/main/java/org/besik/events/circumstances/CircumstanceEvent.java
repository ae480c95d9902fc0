package org.besik.events.circumstances;

import org.besik.events.ChildEvent;

/** What the child lives in: guardians, support, placements. */
public sealed interface CircumstanceEvent extends ChildEvent
        permits GuardianAssigned, SupportCategoryAssigned, SupportCategoryEnded, PlacementStarted, PlacementEnded {}
