package org.besik.query.access;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;

/**
 * May this caller read this child, this list, these figures? A monitor reads by the child's region, an agency only
 * children it reported on, auditors and administrators everything, an analyst figures only. What a caller may not read
 * does not exist for it (404), so an answer never tells whether there is such a child; a list it may not ask for is 403.
 */
public final class Access {

    private Access() {}

    /** Whether the caller may read the child's record. */
    public static boolean mayRead(Caller caller, Guarded child) {
        if (readsAll(caller)) {
            return true;
        }
        if (child.sealed()) {
            return false;
        }
        var agency = caller.agency();
        return (caller.is(Role.MONITOR) && caller.covers(child.region()))
                || (caller.is(Role.AGENCY) && agency != null && child.reportedBy(agency));
    }

    /** Whether the caller may read any child at all; a search by anybody else finds nothing. */
    public static boolean mayReadSome(Caller caller) {
        return readsAll(caller) || caller.is(Role.MONITOR) || (caller.is(Role.AGENCY) && caller.agency() != null);
    }

    /** Whether the caller reads every record, sealed ones too. */
    public static boolean readsAll(Caller caller) {
        return caller.is(Role.AUDITOR) || caller.is(Role.ADMIN);
    }

    /** Whether the caller may ask for lists of children. */
    public static boolean mayList(Caller caller) {
        return readsAll(caller) || caller.is(Role.MONITOR);
    }

    /** Whether the caller may ask for totals and summaries. */
    public static boolean maySummarise(Caller caller) {
        return mayList(caller) || caller.is(Role.ANALYST);
    }

    /**
     * The regions over which a list runs.
     *
     * @param region the one asked for; empty: all that the caller may see
     * @return region codes; empty: no limit, {@code unknown} included
     * @throws NotAllowed if the caller may not list children, or not those of that region
     */
    public static List<String> listed(Caller caller, Optional<String> region) {
        if (!mayList(caller)) {
            throw new NotAllowed("Lists of children are for monitoring officers, auditors and administrators.");
        }
        return scope(caller, region, readsAll(caller));
    }

    /**
     * The regions over which a summary runs.
     *
     * @param region the one asked for; empty: all that the caller may see
     * @return region codes; empty: no limit, {@code unknown} included
     * @throws NotAllowed if the caller may not see figures, or not those of that region
     */
    public static List<String> summarised(Caller caller, Optional<String> region) {
        if (!maySummarise(caller)) {
            throw new NotAllowed("Summaries are for monitoring officers, analysts, auditors and administrators.");
        }
        return scope(caller, region, readsAll(caller) || caller.is(Role.ANALYST));
    }

    /** An analyst's figures name nobody, so its regions do not limit them; a monitor's do. */
    private static List<String> scope(Caller caller, Optional<String> asked, boolean everywhere) {
        boolean nation = everywhere || caller.regions().contains(Caller.NATION);
        if (asked.isPresent()) {
            String region = asked.get();
            if (region.equals(Caller.NATION)) {
                return scope(caller, Optional.empty(), everywhere);
            }
            if (!Regions.isRegion(region) && !region.equals(Place.UNKNOWN)) {
                throw new BadQuestion("region", "There is no such region; KZ-71 is one.");
            }
            if (!nation && !caller.covers(region)) {
                throw NotAllowed.region();
            }
            return List.of(region);
        }
        if (nation) {
            return List.of();
        }
        var own = new TreeSet<>(caller.regions());
        own.retainAll(Regions.codes());
        if (own.isEmpty()) {
            throw new NotAllowed("The token names no region.");
        }
        return List.copyOf(own);
    }
}
