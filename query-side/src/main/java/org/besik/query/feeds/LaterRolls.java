package org.besik.query.feeds;

import java.util.HashMap;
import java.util.Map;
import org.besik.events.RecordedEvent;
import org.besik.events.schooling.AttendanceReported;

/**
 * Which months agencies told of after an instant, and of how many children: what whoever knew less did not know yet. A roll
 * that comes in pieces was less full then.
 */
public final class LaterRolls {

    private final Map<String, Map<Rolls.Roll, Integer>> byKey = new HashMap<>();

    /** Adds an event that was recorded later. */
    public void add(RecordedEvent event) {
        if (event.event() instanceof AttendanceReported attendance) {
            byKey.computeIfAbsent(AgencyDays.roll(attendance, event), roll -> new HashMap<>())
                    .merge(Rolls.Roll.of(attendance, event.provenance().occurredOn()), 1, Integer::sum);
        }
    }

    Map<Rolls.Roll, Integer> of(String key) {
        return byKey.getOrDefault(key, Map.of());
    }
}
