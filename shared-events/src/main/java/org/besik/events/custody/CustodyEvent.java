package org.besik.events.custody;

import org.besik.events.ChildEvent;

/** Who may see the record, and its erasure. */
public sealed interface CustodyEvent extends ChildEvent permits RecordSealed, RecordUnsealed, PersonalDataErased {}
