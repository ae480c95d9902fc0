package org.besik.events.residence;

import org.besik.events.ChildEvent;

/** Where the child lives and moves. */
public sealed interface ResidenceEvent extends ChildEvent
        permits RelocationDeclared,
                ArrivalConfirmed,
                RelocationCancelled,
                LeftCountry,
                ReturnedToCountry,
                TemporaryStayRecorded {}
