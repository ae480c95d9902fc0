package org.besik.events.agency;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.Service;
import org.besik.events.Tags;
import org.jspecify.annotations.Nullable;

/**
 * An agency, as it is known from now on: opened by its first relayed fact, or described by an administrator.
 *
 * @param name null: none given yet
 * @param service null: not known yet
 * @param region ISO 3166-2 code or {@code unknown}
 */
@Event(namespace = "agency", name = "AgencyDescribed", version = "1")
public record AgencyDescribed(
        @EventTag(key = Tags.AGENCY) AgencyId agency,
        @Nullable String name,
        @Nullable Service service,
        String region,
        @Nullable String district)
        implements BesikEvent {}
