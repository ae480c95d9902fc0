package org.besik.query.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.besik.query.intake.Views;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.ViewStore;

/**
 * Answers: which agencies had fallen silent on a day? Their silence explains that of children who are expected to be
 * heard of through them. Computed from one document per agency and remembered until any of them changes.
 */
public final class StaleFeeds {

    private static final int ALL = 1_000_000;
    private static final int REMEMBERED_DAYS = 64;

    private static final Query AGENCIES = new Query(
            AgencyDays.TABLE, List.of(new Query.Condition.Equal(AgencyDays.KIND, AgencyDays.AGENCY)), List.of(), ALL);

    private final Views views;
    private final Rhythm rhythm;
    private String remembered = "";
    private final Map<Integer, Map<String, String>> byDay = new HashMap<>();

    public StaleFeeds(Views views, SchoolCalendar calendar) {
        this.views = views;
        this.rhythm = new Rhythm(calendar);
    }

    /** The ids of the agencies that were stale on a day; after the newest day in the log, on that day. */
    public Set<String> on(LocalDate asOf) {
        return stale(asOf).keySet();
    }

    /** How many agencies of each service are stale on a day; {@code UNKNOWN} where the service is not known. */
    public Map<String, Integer> byService(LocalDate asOf) {
        var count = new TreeMap<String, Integer>();
        stale(asOf).values().forEach(service -> count.merge(service, 1, Integer::sum));
        return count;
    }

    private synchronized Map<String, String> stale(LocalDate asOf) {
        ViewStore store = views.store();
        var newest = AgencyDays.Newest.of(
                store.get(AgencyDays.TABLE, AgencyDays.NEWEST).orElse(null));
        if (newest.changes() == 0) {
            return Map.of();
        }
        String version = views.generation() + "/" + newest.changes();
        if (!version.equals(remembered) || byDay.size() > REMEMBERED_DAYS) {
            byDay.clear();
            remembered = version;
        }
        int day = Math.toIntExact(Math.min(asOf.toEpochDay(), newest.day()));
        return byDay.computeIfAbsent(day, on -> compute(store, on));
    }

    /**
     * The ids of the agencies that would have been called stale on a day by whoever knew what was recorded by an instant.
     * What was first heard later is taken out again; nothing is remembered.
     */
    public Set<String> on(LocalDate asOf, Instant recordedUpTo) {
        ViewStore store = views.store();
        var later = new HashMap<String, BitSet>();
        var schools = new HashSet<String>();
        var heardLater = new Query(
                AgencyDays.FIRST_HEARD,
                List.of(new Query.Condition.MoreThan(AgencyDays.RECORDED, AgencyDays.nanos(recordedUpTo))),
                List.of(),
                Integer.MAX_VALUE);
        for (Document document : store.find(heardLater)) {
            String agency = document.text(AgencyDays.AGENCY);
            long day = document.number(AgencyDays.DAY);
            if (day == AgencyDays.AS_A_SCHOOL) {
                schools.add(agency);
            } else {
                later.computeIfAbsent(agency, a -> new BitSet()).set(Math.toIntExact(day));
            }
        }
        var known = new HashMap<String, AgencyDays.Days>();
        int newest = -1;
        for (Document document : store.find(AGENCIES)) {
            String agency = document.id().substring(AgencyDays.AGENCY.length() + 1);
            var days = AgencyDays.Days.of(document);
            days.days().andNot(later.getOrDefault(agency, new BitSet()));
            newest = Math.max(newest, days.days().length() - 1);
            known.put(
                    agency,
                    new AgencyDays.Days(days.days(), days.school() && !schools.contains(agency), days.service()));
        }
        int day = Math.toIntExact(Math.min(asOf.toEpochDay(), newest));
        var stale = new TreeSet<String>();
        known.forEach((agency, days) -> {
            if (rhythm.isStale(days.days(), days.school(), day)) {
                stale.add(agency);
            }
        });
        return stale;
    }

    private Map<String, String> compute(ViewStore store, int day) {
        var stale = new TreeMap<String, String>();
        for (Document document : store.find(AGENCIES)) {
            var days = AgencyDays.Days.of(document);
            if (rhythm.isStale(days.days(), days.school(), day)) {
                String service = days.service();
                stale.put(
                        document.id().substring(AgencyDays.AGENCY.length() + 1), service == null ? "UNKNOWN" : service);
            }
        }
        return Map.copyOf(stale);
    }

    /** Those of some agencies that are stale, ascending. */
    public static List<String> among(Set<String> stale, List<String> agencies) {
        var found = new TreeSet<>(agencies);
        found.retainAll(stale);
        return List.copyOf(found);
    }
}
