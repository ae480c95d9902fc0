package org.besik.query.rules;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RulesPutInForce;
import org.besik.events.rules.Threshold;

/** Rules for tests: those that come with Besik, but for some thresholds. */
public final class Ruled {

    private Ruled() {}

    /** Nothing but handoffs flags after so many days. */
    public static Overrides handoffsAfter(int days) {
        return new Overrides(null, null, null, null, null, new Threshold(1, days, DayCount.DAYS), null, null);
    }

    /** A version was put in force on a day; it is told of on that day, too. */
    public static RecordedEvent from(String day, String version, int handoffsAfter, Map<String, Overrides> regions) {
        LocalDate from = LocalDate.parse(day);
        var event = new RulesPutInForce(
                version,
                from,
                handoffsAfter(handoffsAfter).over(RuleBook.standard().on(from).thresholds()),
                regions,
                "they wait for too long");
        return new RecordedEvent(
                0,
                new Provenance(
                        new EventId("rules-" + version),
                        from,
                        from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        AgencyId.BESIK,
                        null,
                        version,
                        null,
                        "unknown",
                        null,
                        null,
                        null,
                        new Officer("minister", "ADMIN")),
                event);
    }
}
