package org.besik.query.untracked;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection;
import org.besik.query.records.Contact;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.Ages;
import org.besik.query.rules.RuleBook;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.Table.Field;
import org.besik.query.viewstore.Table.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which children are untracked on any day? One document for each stretch of days over which the list says the same of a
 * child. Stretches of the last known state lie in bucket {@link #PRESENT}; earlier ones, which only a look at a past day
 * needs, are kept by month, so that a day is looked up in two index ranges and no child is ever scanned.
 */
public final class UntrackedProjection implements Projection {

    static final String LEVEL = "level";
    static final String BUCKET = "bucket";
    static final String REGION = "region";
    static final String DISTRICT = "district";
    static final String FROM = "from_day";
    static final String UNTIL = "until_day";
    static final String DUE_ON = "due_on";
    static final String SEVERITY = "severity";
    static final String REASONS = "reasons";
    static final String BIRTH = "birth";
    static final String SERVICE = "service";
    static final String EXPECTED = "expected";
    static final String EXPLAINED_UNTIL = "explained_until";

    static final String FLAG = "FLAG";
    static final String WARN = "WARN";
    static final String PRESENT = "present";

    static final Table TABLE = new Table(
            "untracked",
            List.of(
                    new Field(LEVEL, Type.TEXT),
                    new Field(BUCKET, Type.TEXT),
                    new Field(REGION, Type.TEXT),
                    new Field(DISTRICT, Type.TEXT),
                    new Field(FROM, Type.LONG),
                    new Field(UNTIL, Type.LONG),
                    new Field(DUE_ON, Type.LONG),
                    new Field(SEVERITY, Type.LONG),
                    new Field(REASONS, Type.LONG),
                    new Field(BIRTH, Type.LONG),
                    new Field(SERVICE, Type.TEXT),
                    new Field(EXPECTED, Type.TEXT),
                    new Field(EXPLAINED_UNTIL, Type.LONG)),
            List.of(
                    List.of(LEVEL, BUCKET, DUE_ON),
                    List.of(LEVEL, BUCKET, REGION, DUE_ON),
                    List.of(LEVEL, BUCKET, REGION, "-" + SEVERITY),
                    List.of(LEVEL, BUCKET, REGION, "-" + BIRTH),
                    List.of(LEVEL, BUCKET, EXPECTED)));

    /** Figures by day: {@code key} is completed years of age or {@code unknown}. */
    static final String OPEN_BY_AGE = "open.age";

    static final String OPEN_BY_DISTRICT = "open.district";
    static final String UNTRACKED_BY_AGE = "untracked.age";
    static final String UNTRACKED_BY_DISTRICT = "untracked.district";
    static final String UNTRACKED_BY_REASON = "untracked.reason";
    static final String UNKNOWN = "unknown";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CODE_VERSION = 1;

    private final SchoolCalendar calendar;
    private final RuleBook rules;

    public UntrackedProjection(SchoolCalendar calendar, RuleBook rules) {
        this.calendar = calendar;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "untracked";
    }

    @Override
    public String version() {
        return CODE_VERSION + "/" + rules.version() + "/" + calendar.version();
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public Folded fold(RecordFacts facts) {
        Timeline timeline = Timeline.of(facts, calendar, rules);
        var documents = new ArrayList<TableDocument>();
        var counts = new Counts();
        var numbers = new HashMap<String, Integer>();
        for (Listing listing : timeline.listings()) {
            byte[] body = body(listing);
            if (listing.present()) {
                documents.add(document(facts, listing, PRESENT, listing.days(), numbers, body));
            } else {
                byMonth(facts, listing, numbers, body, documents);
            }
            if (!listing.flags().isEmpty()) {
                count(counts, listing);
            }
        }
        for (Timeline.Presence presence : timeline.presence()) {
            counts.byAge(OPEN_BY_AGE, presence.region(), presence.birthDate(), presence.days());
            counts.add(OPEN_BY_DISTRICT, presence.region(), district(presence.district()), presence.days());
        }
        return new Folded(documents, counts.list());
    }

    private static void byMonth(
            RecordFacts facts,
            Listing listing,
            Map<String, Integer> numbers,
            byte[] body,
            List<TableDocument> documents) {
        int from = listing.days().from();
        while (from < listing.days().until()) {
            YearMonth month = YearMonth.from(Clocks.date(from));
            int next = Math.min(
                    Clocks.day(month.plusMonths(1).atDay(1)), listing.days().until());
            documents.add(document(facts, listing, month.toString(), new Span(from, next), numbers, body));
            from = next;
        }
    }

    private static TableDocument document(
            RecordFacts facts, Listing listing, String bucket, Span days, Map<String, Integer> numbers, byte[] body) {
        int number = numbers.merge(bucket, 1, Integer::sum);
        var fields = new LinkedHashMap<String, Object>();
        fields.put(LEVEL, listing.flags().isEmpty() ? WARN : FLAG);
        fields.put(BUCKET, bucket);
        fields.put(REGION, listing.region());
        if (listing.district() != null) {
            fields.put(DISTRICT, listing.district());
        }
        fields.put(FROM, (long) days.from());
        fields.put(UNTIL, (long) days.until());
        int dueOn = Integer.MAX_VALUE;
        int mask = 0;
        int explainedUntil = 0;
        for (Flag flag : listing.reasons()) {
            dueOn = Math.min(dueOn, flag.dueOn());
            mask |= flag.reason().bit();
            if (flag.reason() == Reason.SILENT && !listing.expected().isEmpty()) {
                explainedUntil = flag.dueOn() + Timeline.EXPLAINED_DAYS;
            }
        }
        fields.put(DUE_ON, (long) dueOn);
        fields.put(SEVERITY, (long) listing.severity().points());
        fields.put(REASONS, (long) mask);
        // Unknown ages sort behind every known one.
        LocalDate birthDate = listing.birthDate();
        fields.put(BIRTH, birthDate == null ? (long) -Span.FOREVER : birthDate.toEpochDay());
        Contact lastContact = listing.lastContact();
        if (lastContact != null && lastContact.service() != null) {
            fields.put(SERVICE, lastContact.service().name());
        }
        if (explainedUntil > 0) {
            fields.put(EXPECTED, listing.expected().getFirst().value());
            fields.put(EXPLAINED_UNTIL, (long) explainedUntil);
        }
        return new TableDocument(TABLE, new Document(facts.id() + "/" + bucket + "/" + number, fields, body));
    }

    /** What an item shows beyond the fields; read back by {@link UntrackedItem}. */
    private static byte[] body(Listing listing) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            flags(json, "flags", listing.flags());
            flags(json, "warnings", listing.warnings());
            json.writeNumberField("rest", listing.severityUnsilenced().points());
            Contact contact = listing.lastContact();
            if (contact != null) {
                json.writeObjectFieldStart("lastContact");
                json.writeNumberField("day", contact.day().toEpochDay());
                json.writeStringField("agency", contact.agency().value());
                if (contact.service() != null) {
                    json.writeStringField("service", contact.service().name());
                }
                json.writeStringField("strength", contact.strength().name());
                json.writeEndObject();
            }
            if (!listing.categories().isEmpty()) {
                json.writeArrayFieldStart("categories");
                for (var category : listing.categories().stream().sorted().toList()) {
                    json.writeString(category.name());
                }
                json.writeEndArray();
            }
            if (!listing.expected().isEmpty()) {
                json.writeArrayFieldStart("expected");
                for (var agency : listing.expected()) {
                    json.writeString(agency.value());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void flags(JsonGenerator json, String name, List<Flag> flags) throws IOException {
        if (flags.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Flag flag : flags) {
            json.writeStartArray();
            json.writeString(flag.reason().name());
            json.writeNumber(flag.since());
            json.writeNumber(flag.dueOn());
            json.writeString(flag.ruleVersion());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void count(Counts counts, Listing listing) {
        counts.byAge(UNTRACKED_BY_AGE, listing.region(), listing.birthDate(), listing.days());
        counts.add(UNTRACKED_BY_DISTRICT, listing.region(), district(listing.district()), listing.days());
        for (Flag flag : listing.flags()) {
            counts.add(UNTRACKED_BY_REASON, listing.region(), flag.reason().name(), listing.days());
        }
    }

    private static String district(@Nullable String district) {
        return district == null ? UNKNOWN : district;
    }

    /** Adds up a record's steps up and down; what cancels out leaves no trace. */
    private static final class Counts {

        private record Key(String figure, String region, String key, int day) {}

        private final Map<Key, Integer> deltas = new LinkedHashMap<>();

        void add(String figure, String region, String key, Span days) {
            deltas.merge(new Key(figure, region, key, days.from()), 1, Integer::sum);
            if (days.until() < Span.FOREVER) {
                deltas.merge(new Key(figure, region, key, days.until()), -1, Integer::sum);
            }
        }

        /** As {@link #add}, under the age the child has; on a birthday it passes from one age to the next. */
        void byAge(String figure, String region, @Nullable LocalDate birthDate, Span days) {
            if (birthDate == null) {
                add(figure, region, UNKNOWN, days);
                return;
            }
            int from = days.from();
            for (int age = Math.max(0, Ages.years(birthDate, Clocks.date(from))); from < days.until(); age++) {
                int birthday = Clocks.day(Ages.birthday(birthDate, age + 1));
                int until = Math.min(birthday, days.until());
                if (until > from) {
                    add(figure, region, Integer.toString(age), new Span(from, until));
                    from = until;
                }
            }
        }

        List<Count> list() {
            var list = new ArrayList<Count>();
            deltas.forEach((key, delta) -> {
                if (delta != 0) {
                    list.add(new Count(key.figure(), key.region(), key.key(), Clocks.date(key.day()), delta));
                }
            });
            return list;
        }
    }
}
