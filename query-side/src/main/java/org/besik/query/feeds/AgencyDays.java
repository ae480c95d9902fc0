package org.besik.query.feeds;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.besik.events.BesikEvent;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.rules.RulesEvent;
import org.besik.events.schooling.AttendanceReported;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.tracing.TracingEvent;
import org.besik.query.intake.FeedProjection;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * On which days did each agency report anything, and of which months did it tell? Two small documents per agency: a bit per
 * day, and the {@link Rolls}. Days are only ever added, so order of arrival does not matter.
 */
public final class AgencyDays implements FeedProjection {

    static final String KIND = "kind";
    static final String AGENCY = "agency";
    static final String ROLLS = "rolls";
    static final String SCHOOL = "school";
    static final String SERVICE = "service";
    static final String REGION = "region";
    static final String DAY = "day";

    /** Nanoseconds since 1970, so that an instant tells exactly. */
    static final String RECORDED = "recorded";

    static final Table TABLE = new Table(
            "agency_days",
            List.of(
                    new Table.Field(KIND, Table.Type.TEXT),
                    new Table.Field(SCHOOL, Table.Type.LONG),
                    new Table.Field(SERVICE, Table.Type.TEXT),
                    new Table.Field(REGION, Table.Type.TEXT)),
            List.of(List.of(KIND)));

    /**
     * When a reporting day of an agency, or what sort of agency it is, was first heard of: what was known then can be told.
     */
    static final Table FIRST_HEARD = new Table(
            "agency_first_heard",
            List.of(
                    new Table.Field(AGENCY, Table.Type.TEXT),
                    new Table.Field(DAY, Table.Type.LONG),
                    new Table.Field(RECORDED, Table.Type.LONG)),
            List.of(List.of(RECORDED)));

    /** Stands in for a day where it was first heard that an agency is a school. */
    static final long AS_A_SCHOOL = -1;

    /** The document that says how far the log has come, and changes whenever the days of any agency do. */
    static final String NEWEST = "newest";

    private static final int LENGTH = Long.BYTES * 2;

    @Override
    public String name() {
        return "agency-days";
    }

    @Override
    public String version() {
        return "8";
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE, FIRST_HEARD);
    }

    @Override
    public List<Table> writtenOnce() {
        return List.of(FIRST_HEARD);
    }

    /**
     * What is known of one agency.
     *
     * @param region as described, else where its facts come from; null: not known
     */
    record Days(
            BitSet days,
            boolean school,
            @Nullable String service,
            @Nullable String region) {

        static Days of(@Nullable Document document) {
            if (document == null) {
                return new Days(new BitSet(), false, null, null);
            }
            return new Days(
                    BitSet.valueOf(document.body()),
                    Objects.equals(document.fields().get(SCHOOL), 1L),
                    (String) document.fields().get(SERVICE),
                    (String) document.fields().get(REGION));
        }

        Document document(String agency) {
            var fields = new HashMap<String, Object>();
            fields.put(KIND, AGENCY);
            fields.put(SCHOOL, school ? 1L : 0L);
            if (service != null) {
                fields.put(SERVICE, service);
            }
            if (region != null) {
                fields.put(REGION, region);
            }
            return new Document(AGENCY + "/" + agency, fields, days.toByteArray());
        }
    }

    /** The newest day in the log, and how often anything changed. */
    record Newest(long day, long changes) {

        static Newest of(@Nullable Document document) {
            if (document == null || document.body().length < LENGTH) {
                return new Newest(Long.MIN_VALUE, 0);
            }
            var body = ByteBuffer.wrap(document.body());
            return new Newest(body.getLong(), body.getLong());
        }

        Document document() {
            return new Document(
                    NEWEST,
                    Map.of(KIND, NEWEST, SCHOOL, 0L),
                    ByteBuffer.allocate(LENGTH).putLong(day).putLong(changes).array());
        }
    }

    @Override
    public List<Change> project(List<RecordedEvent> batch, ViewStore views) {
        Set<String> agencies = new HashSet<>();
        for (RecordedEvent event : batch) {
            agencies.add(AGENCY + "/" + agency(event));
            if (event.event() instanceof AttendanceReported attendance) {
                agencies.add(ROLLS + "/" + roll(attendance, event));
            }
        }
        Map<String, Document> before = views.getAll(TABLE, agencies);
        Map<String, Days> heard = new HashMap<>();
        Map<String, Days> after = new HashMap<>();
        Map<String, Rolls> rolls = new HashMap<>();
        long newest = Newest.of(views.get(TABLE, NEWEST).orElse(null)).day();
        var firstHeard = new HashMap<FirstHeard, Long>();
        for (RecordedEvent event : batch) {
            String agency = agency(event);
            firstHeard(
                    event,
                    agency,
                    heard.computeIfAbsent(agency, id -> Days.of(before.get(AGENCY + "/" + id))),
                    firstHeard);
            Days known = after.computeIfAbsent(agency, id -> Days.of(before.get(AGENCY + "/" + id)));
            after.put(agency, with(known, event));
            if (event.event() instanceof AttendanceReported attendance) {
                rolls.computeIfAbsent(roll(attendance, event), id -> Rolls.of(before.get(ROLLS + "/" + id)))
                        .add(Rolls.Roll.of(attendance, event.provenance().occurredOn()));
            }
            if (isReport(event.event())) {
                newest = Math.max(newest, event.provenance().occurredOn().toEpochDay());
            }
        }
        var changes = new ArrayList<Change>();
        after.forEach((agency, days) -> {
            Document document = days.document(agency);
            Document old = before.get(document.id());
            if (old == null
                    || !Arrays.equals(old.body(), document.body())
                    || !old.fields().equals(document.fields())) {
                changes.add(new Change.Upsert(TABLE, document));
            }
        });
        Newest last = Newest.of(views.get(TABLE, NEWEST).orElse(null));
        if (!changes.isEmpty() || newest != last.day()) {
            changes.add(new Change.Upsert(TABLE, new Newest(newest, last.changes() + 1).document()));
        }
        rolls.forEach((agency, told) -> changes.add(new Change.Upsert(
                TABLE, new Document(ROLLS + "/" + agency, Map.of(KIND, ROLLS, SCHOOL, 1L), told.body()))));
        firstHeard.forEach((what, recorded) -> changes.add(new Change.Upsert(FIRST_HEARD, what.document(recorded))));
        return changes;
    }

    /** Notes what this event is the first, as far as known, to say of its agency. */
    private static void firstHeard(RecordedEvent event, String agency, Days before, Map<FirstHeard, Long> into) {
        if (isReport(event.event()) && !before.days().get(day(event))) {
            earliest(event, agency, day(event), into);
        }
        if (!before.school() && isOfASchool(event)) {
            earliest(event, agency, AS_A_SCHOOL, into);
        }
    }

    private static void earliest(RecordedEvent event, String agency, long day, Map<FirstHeard, Long> into) {
        into.merge(new FirstHeard(agency, day), nanos(event.provenance().recordedAt()), Math::min);
    }

    private record FirstHeard(String agency, long day) {

        Document document(long recorded) {
            return new Document(agency + "/" + day, Map.of(AGENCY, agency, DAY, day, RECORDED, recorded), new byte[0]);
        }
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    /** What the months of the institution that one is about are kept under. */
    static String roll(AttendanceReported attendance, RecordedEvent event) {
        return Silences.roll(event.provenance().agency(), attendance.institution());
    }

    private static String agency(RecordedEvent event) {
        return event.event() instanceof AgencyDescribed described
                ? described.agency().value()
                : event.provenance().agency().value();
    }

    private static Days with(Days known, RecordedEvent event) {
        Provenance from = event.provenance();
        BesikEvent what = event.event();
        if (what instanceof AgencyDescribed described) {
            Service service = described.service();
            return new Days(
                    known.days(),
                    known.school() || isOfASchool(event),
                    service == null ? known.service() : service.name(),
                    described.region().equals(Place.UNKNOWN) ? known.region() : described.region());
        }
        if (!isReport(what)) {
            return known;
        }
        known.days().set(day(event));
        boolean school = known.school() || isOfASchool(event);
        String region = known.region() == null && !from.region().equals(Place.UNKNOWN) ? from.region() : known.region();
        return school == known.school() && Objects.equals(region, known.region())
                ? known
                : new Days(known.days(), school, known.service(), region);
    }

    private static int day(RecordedEvent event) {
        return Math.toIntExact(Math.max(0, event.provenance().occurredOn().toEpochDay()));
    }

    private static boolean isOfASchool(RecordedEvent event) {
        BesikEvent what = event.event();
        return what instanceof AgencyDescribed described
                ? described.service() == Service.EDUCATION
                : what instanceof AttendanceReported
                        || what instanceof ChildEnrolled
                        || (isReport(what) && event.provenance().agencyService() == Service.EDUCATION);
    }

    /** What the system itself concluded is no sign of life of an agency. */
    private static boolean isReport(BesikEvent event) {
        return !(event instanceof AgencyDescribed
                || event instanceof IdentityEvent
                || event instanceof TracingEvent
                || event instanceof RulesEvent);
    }
}
