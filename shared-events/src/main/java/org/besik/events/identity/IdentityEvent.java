package org.besik.events.identity;

import org.besik.events.ChildEvent;

/** Two records, one child, or not. */
public sealed interface IdentityEvent extends ChildEvent
        permits DuplicateSuspected, RecordsMerged, MergeReverted, DuplicateRejected, IdentifierContested {}
