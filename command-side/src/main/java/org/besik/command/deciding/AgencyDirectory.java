package org.besik.command.deciding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.events.AgencyId;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.Service;
import org.besik.events.agency.AgencyDescribed;
import org.jspecify.annotations.Nullable;

/**
 * Answers: what is known of an agency? A small nation's worth, in memory. Read by all; changed under {@link #changing()},
 * from the decision until it is durable, so that it always says what the log says last.
 */
public final class AgencyDirectory {

    /** The civil registry, from the start. */
    public static final AgencyId REGISTRY = new AgencyId("registry");

    private static final Pattern REGION_IN_ID = Pattern.compile("KZ-\\d\\d(?!\\d)");

    private final Map<AgencyId, AgencyDescribed> known = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();

    /** What the log says last of an agency; empty if it was never heard of. */
    public Optional<AgencyDescribed> find(AgencyId agency) {
        return Optional.ofNullable(known.get(agency));
    }

    /** All that are known, by id. */
    public List<AgencyDescribed> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(AgencyDescribed::agency))
                .toList();
    }

    /** Held from deciding on a change until it is learnt. */
    ReentrantLock changing() {
        return changing;
    }

    /** Learns what an administrator says, once {@code append} has returned: then it is durable. */
    public void describe(AgencyDescribed described, Runnable append) {
        changing.lock();
        try {
            append.run();
            learn(described);
        } finally {
            changing.unlock();
        }
    }

    void learn(AgencyDescribed described) {
        known.put(described.agency(), described);
    }

    /** The agency as a fact lets it appear, where that says more than {@code known}; null: nothing new. */
    static @Nullable AgencyDescribed shownBy(Fact fact, @Nullable AgencyDescribed known) {
        if (fact.officer() != null) {
            return null;
        }
        Service service = fact.agency().equals(REGISTRY)
                ? Service.REGISTRY
                : fact.order() instanceof RecordContact contact ? contact.service() : null;
        if (known == null) {
            return new AgencyDescribed(fact.agency(), null, service, region(fact), fact.district());
        }
        return known.service() != null || service == null
                ? null
                : new AgencyDescribed(known.agency(), known.name(), service, known.region(), known.district());
    }

    private static String region(Fact fact) {
        if (fact.region() != null) {
            return fact.region();
        }
        Matcher inId = REGION_IN_ID.matcher(fact.agency().value());
        while (inId.find()) {
            if (Regions.isRegion(inId.group())) {
                return inId.group();
            }
        }
        return Place.UNKNOWN;
    }
}
