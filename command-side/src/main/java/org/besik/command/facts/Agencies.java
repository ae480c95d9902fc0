package org.besik.command.facts;

import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.Service;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;

/** The agencies that report, as far as they are known. */
public interface Agencies {

    /**
     * One agency.
     *
     * @param name null: none given yet
     * @param service null: not known yet
     * @param region ISO 3166-2 code or {@code unknown}
     * @param district null: not said
     */
    record Agency(
            AgencyId id,
            @Nullable String name,
            @Nullable Service service,
            String region,
            @Nullable String district) {}

    /** All of them, ascending by id. */
    List<Agency> all();

    /**
     * Says what an agency is from now on; returns once that is durable.
     *
     * @throws org.besik.command.eventlog.LogUnavailableException if it is not known to be
     */
    void describe(Agency agency, Caller by);
}
