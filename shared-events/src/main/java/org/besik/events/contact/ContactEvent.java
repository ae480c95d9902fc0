package org.besik.events.contact;

import org.besik.events.ChildEvent;

/** Who saw the child, and how well. */
public sealed interface ContactEvent extends ChildEvent permits ContactRecorded, ContactRetracted {}
