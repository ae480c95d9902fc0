package org.besik.query.feeds;

import java.time.LocalDate;
import java.util.HashMap;
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

    private Map<String, String> compute(ViewStore store, int day) {
        var stale = new TreeMap<String, String>();
        var agencies = new Query(
                AgencyDays.TABLE,
                List.of(new Query.Condition.Equal(AgencyDays.KIND, AgencyDays.AGENCY)),
                List.of(),
                ALL);
        for (Document document : store.find(agencies)) {
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
