package org.besik.query.untracked;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.SmileParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.besik.events.AgencyId;
import org.besik.events.Ages;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.RuleBook;
import org.besik.query.intake.Projection;
import org.besik.query.intake.WrittenBatch;
import org.besik.query.records.ChildState;
import org.besik.query.records.Contact;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.Table.Field;
import org.besik.query.viewstore.Table.Type;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * Which children are untracked on any day? One document for each stretch of days over which the list says the same of a
 * child. Stretches of the last known state lie in bucket {@link #PRESENT}; earlier ones, which only a look at a past day
 * needs, in a table of their own by {@link Blocks} of days, so that a past day is looked up in five index ranges, of a whole
 * nation in some of each region, today in one, and no child is ever scanned.
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
    static final String ELSEWHERE = "elsewhere";

    /** The day on which a silence came due that a month's report may explain which is not there yet; else none. */
    static final String BY_ROLL = "by_roll";

    /** The roll that lists the child as well if it is there early, without the child; else none. */
    static final String MISSING_AT = "missing_at";

    static final String FLAG = "FLAG";

    /** Before the level of a child whose record is sealed: the lists of most callers do not read there. */
    static final String SEALED = "SEALED_";

    /** Whoever is on the list, for figures. */
    static final List<String> FLAGGED = List.of(FLAG, SEALED + FLAG);

    static final String WARN = "WARN";
    static final String PRESENT = "present";

    /** The level of whoever is only warned about, by that of whoever is listed instead; sealed as that is. */
    static String warned(String flag) {
        return flag.replace(FLAG, WARN);
    }

    /** The other way round. */
    static String flagged(String warn) {
        return warn.replace(WARN, FLAG);
    }

    private static final List<Field> FIELDS = List.of(
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
            Field.rare(EXPECTED, Type.TEXT),
            new Field(EXPLAINED_UNTIL, Type.LONG),
            Field.rare(ELSEWHERE, Type.TEXT),
            Field.rare(BY_ROLL, Type.LONG),
            Field.rare(MISSING_AT, Type.TEXT));

    /** Stretches of the last known state: what today's list shows. */
    static final Table TABLE = declared("untracked");

    /** Earlier stretches, most of all that is kept. */
    static final Table PAST = declared("untracked_past");

    /** Where the stretches of a bucket are. */
    static Table table(String bucket) {
        return bucket.equals(PRESENT) ? TABLE : PAST;
    }

    /** What a batch changes in either. */
    static Stream<Change> changes(WrittenBatch batch) {
        return Stream.of(TABLE, PAST).flatMap(table -> batch.to(table).stream());
    }

    private static Table declared(String name) {
        var indexes = new ArrayList<>(List.of(byDueDate()));
        indexes.add(List.of(LEVEL, BUCKET, EXPECTED, EXPLAINED_UNTIL));
        indexes.add(List.of(LEVEL, BUCKET, MISSING_AT, UNTIL));
        Stream.of(ELSEWHERE, BY_ROLL).forEach(field -> indexes.add(List.of(LEVEL, BUCKET, field)));
        return Table.byRecord(name, FIELDS, List.copyOf(indexes));
    }

    /**
     * The list, with all that it is filtered and sorted by beside it: of a region's thousands only those rows are read that
     * are shown, and none to count them.
     */
    private static List<String> byDueDate() {
        return Stream.concat(
                        Stream.of(LEVEL, BUCKET, REGION, DUE_ON),
                        Stream.of(FROM, UNTIL, SEVERITY, REASONS, BIRTH, DISTRICT, SERVICE)
                                .map(field -> "+" + field))
                .toList();
    }

    /** Figures by day: {@code key} is completed years of age or {@code unknown}. */
    static final String OPEN_BY_AGE = "open.age";

    static final String OPEN_BY_DISTRICT = "open.district";
    static final String UNTRACKED_BY_AGE = "untracked.age";
    static final String UNTRACKED_BY_DISTRICT = "untracked.district";
    static final String UNTRACKED_BY_REASON = "untracked.reason";

    /** Of the untracked, those who count in no rate: see {@link Reason#countsAlone()}. */
    static final String UNRATED_BY_AGE = "unrated.age";

    static final String UNRATED_BY_DISTRICT = "unrated.district";
    static final String UNKNOWN = "unknown";

    /** How many stretches of {@link #PAST} hold a day: of today none, unless facts of a later day came. */
    static final String PAST_STRETCHES = "past.stretches";

    private static final String ANY = "any";

    /** How bodies are written: who is expected is nearly always who was heard of last, and is named once. */
    static final SmileFactory SMILE = SmileFactory.builder()
            .enable(SmileGenerator.Feature.CHECK_SHARED_STRING_VALUES)
            .disable(SmileParser.Feature.REQUIRE_HEADER)
            .build();

    private static final int CODE_VERSION = 27;

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
    public String layout() {
        return "smile";
    }

    @Override
    public Projection under(RuleBook others) {
        return new UntrackedProjection(calendar, others);
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE, PAST);
    }

    @Override
    public Fold begin(ChildState state) {
        return new UntrackedFold(state);
    }

    /** What a listing comes to. */
    private static final class Shown extends Part {

        private final Listing listing;

        Shown(Listing listing, Supplier<Contents> making) {
            super(making);
            this.listing = listing;
        }
    }

    private final class UntrackedFold implements Fold {

        private final ChildState state;
        private final Timeline timeline;
        /** By their places on the timeline; those of settled days nearly always stay what they are. */
        private final List<Shown> settled = new ArrayList<>();

        /** The last settled day. */
        private int last;

        private boolean sealed;
        private List<Timeline.Presence> presence = List.of();
        private Part presenceShown = new Part(() -> new Contents(List.of(), List.of()));

        UntrackedFold(ChildState state) {
            this.state = state;
            this.timeline = new Timeline(state, calendar, rules);
        }

        @Override
        public void passTo(LocalDate day) {
            timeline.passTo(day);
        }

        @Override
        public void add(RecordedEvent event) {
            timeline.passTo(event.provenance().occurredOn());
        }

        @Override
        public Folded folded() {
            Timeline whole = timeline.toTheEnd();
            int lastNow = last(whole.listings());
            if (sealed != state.isSealed()) {
                sealed = state.isSealed();
                settled.clear();
            } else if (last != lastNow) {
                int from = Blocks.cutAnewFrom(last, lastNow);
                settled.removeIf(shown -> shown.listing.days().until() > from);
            }
            last = lastNow;
            var parts = new ArrayList<Part>(whole.listings().size() + 1);
            parts.add(shown(whole.presence()));
            int present = 0;
            for (int i = 0; i < whole.listings().size(); i++) {
                Listing listing = whole.listings().get(i);
                parts.add(listing.present() ? present(listing, present++) : past(i, listing));
            }
            return new Folded(parts);
        }

        private Shown present(Listing listing, int number) {
            boolean isSealed = sealed;
            return new Shown(
                    listing,
                    () -> new Contents(
                            List.of(document(listing, isSealed, PRESENT, "p" + number, listing.days(), body(listing))),
                            UntrackedProjection.counts(listing)));
        }

        @SuppressWarnings("ReferenceEquality")
        private Shown past(int place, Listing listing) {
            if (place < settled.size() && settled.get(place).listing == listing) {
                return settled.get(place);
            }
            settled.subList(place, settled.size()).clear();
            int lastDay = last;
            boolean isSealed = sealed;
            var shown = new Shown(listing, () -> {
                byte[] body = body(listing);
                var counts = new ArrayList<>(UntrackedProjection.counts(listing));
                step(counts, PAST_STRETCHES, listing.region(), ANY, listing.days());
                return new Contents(
                        Blocks.pieces(listing.days(), lastDay).stream()
                                .map(piece -> document(
                                        listing,
                                        isSealed,
                                        piece.block(),
                                        Integer.toString(piece.days().from()),
                                        piece.days(),
                                        body))
                                .toList(),
                        counts);
            });
            settled.add(shown);
            return shown;
        }

        private static int last(List<Listing> listings) {
            return listings.stream()
                    .filter(listing -> !listing.present())
                    .mapToInt(listing -> listing.days().until() - 1)
                    .max()
                    .orElse(0);
        }

        private TableDocument document(
                Listing listing, boolean isSealed, String bucket, String own, Span days, byte[] body) {
            return UntrackedProjection.document(state.id() + "/" + own, listing, isSealed, bucket, days, body);
        }

        private Part shown(List<Timeline.Presence> now) {
            if (!now.equals(presence)) {
                List<Timeline.Presence> all = List.copyOf(now);
                presence = all;
                presenceShown = new Part(() -> {
                    var counts = new ArrayList<Count>();
                    for (Timeline.Presence one : all) {
                        byAge(counts, OPEN_BY_AGE, one.region(), one.birthDate(), one.days());
                        step(counts, OPEN_BY_DISTRICT, one.region(), district(one.district()), one.days());
                    }
                    return new Contents(List.of(), counts);
                });
            }
            return presenceShown;
        }
    }

    /** A listing as the views would hold it, for a record that is folded when asked. */
    static Document document(ChildId id, Listing listing, boolean sealed) {
        return document(id + "/p0", listing, sealed, PRESENT, listing.days(), body(listing))
                .document();
    }

    private static TableDocument document(
            String id, Listing listing, boolean sealed, String bucket, Span days, byte[] body) {
        var fields = new LinkedHashMap<String, Object>();
        String level = listing.flags().isEmpty() ? WARN : FLAG;
        fields.put(LEVEL, sealed ? SEALED + level : level);
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
                explainedUntil = flag.dueOn() + Timeline.EXPLAINED_AT_MOST;
                if (isOfARoll(listing)) {
                    fields.put(BY_ROLL, (long) flag.dueOn());
                }
            }
        }
        if (listing.missing() != null) {
            fields.put(MISSING_AT, listing.rolls().getFirst());
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
        if (listing.elsewhere() != null) {
            fields.put(ELSEWHERE, listing.elsewhere().value());
        }
        return new TableDocument(table(bucket), new Document(id, fields, body));
    }

    /**
     * What an item shows beyond the fields, by place and not by name, since there are dozens of them for each child: flags,
     * warnings, severity without silence, the first day missed, the last contact, categories, who is expected, rolls, the
     * next visit, what lists the child if it is missing from a roll. What is empty at the end is left out. Read back by
     * {@link UntrackedItem.Stored}.
     */
    private static byte[] body(Listing listing) {
        var bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = SMILE.createGenerator(bytes)) {
            int told = told(listing);
            json.writeStartArray();
            flags(json, listing.flags());
            flags(json, listing.warnings());
            json.writeNumber(listing.severityUnsilenced().points());
            if (told > 0) {
                json.writeNumber(listing.missedFrom());
                contact(json, listing.lastContact());
            }
            if (told > 1) {
                strings(json, listing.categories().stream().sorted().map(Enum::name));
            }
            if (told > 2) {
                strings(json, listing.expected().stream().map(AgencyId::value));
            }
            if (told > 3) {
                strings(json, listing.rolls().stream());
            }
            if (told > 4) {
                json.writeNumber(listing.nextVisit());
            }
            if (told > 5) {
                missing(json, Objects.requireNonNull(listing.missing()), listing.severityMissing());
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Whether a roll would say that its school has missed the child. */
    private static boolean isOfARoll(Listing listing) {
        return listing.missedFrom() > 0 && !listing.rolls().isEmpty();
    }

    /** How much of what comes behind the severity is not empty. */
    private static int told(Listing listing) {
        if (isOfARoll(listing)) {
            return listing.missing() != null ? 6 : listing.nextVisit() > 0 ? 5 : 4;
        }
        if (!listing.expected().isEmpty()) {
            return 3;
        }
        return listing.categories().isEmpty() ? listing.lastContact() == null ? 0 : 1 : 2;
    }

    private static void missing(JsonGenerator json, Flag flag, Severity severity) throws IOException {
        json.writeNumber(flag.soonest());
        json.writeNumber(severity.points());
        flags(json, List.of(flag));
    }

    private static void flags(JsonGenerator json, List<Flag> flags) throws IOException {
        json.writeStartArray();
        for (Flag flag : flags) {
            json.writeStartArray();
            json.writeNumber(flag.reason().bit());
            json.writeNumber(flag.since());
            json.writeNumber(flag.dueOn());
            json.writeString(flag.ruleVersion());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void contact(JsonGenerator json, @Nullable Contact contact) throws IOException {
        json.writeStartArray();
        if (contact != null) {
            json.writeNumber(contact.day().toEpochDay());
            json.writeString(contact.agency().value());
            json.writeString(contact.strength().name().substring(0, 1));
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, Stream<String> values) throws IOException {
        json.writeStartArray();
        for (String value : (Iterable<String>) values::iterator) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static List<Count> counts(Listing listing) {
        if (listing.flags().isEmpty()) {
            return List.of();
        }
        var counts = new ArrayList<Count>();
        byAge(counts, UNTRACKED_BY_AGE, listing.region(), listing.birthDate(), listing.days());
        step(counts, UNTRACKED_BY_DISTRICT, listing.region(), district(listing.district()), listing.days());
        for (Flag flag : listing.flags()) {
            step(counts, UNTRACKED_BY_REASON, listing.region(), flag.reason().name(), listing.days());
        }
        if (listing.flags().stream().map(Flag::reason).noneMatch(Reason::countsAlone)) {
            byAge(counts, UNRATED_BY_AGE, listing.region(), listing.birthDate(), listing.days());
            step(counts, UNRATED_BY_DISTRICT, listing.region(), district(listing.district()), listing.days());
        }
        return counts;
    }

    private static String district(@Nullable String district) {
        return district == null ? UNKNOWN : district;
    }

    private static void step(List<Count> counts, String figure, String region, String key, Span days) {
        counts.add(new Count(figure, region, key, Clocks.date(days.from()), 1));
        if (days.until() < Span.FOREVER) {
            counts.add(new Count(figure, region, key, Clocks.date(days.until()), -1));
        }
    }

    /** As {@link #step}, under the age the child has; on a birthday it passes from one age to the next. */
    private static void byAge(
            List<Count> counts, String figure, String region, @Nullable LocalDate birthDate, Span days) {
        if (birthDate == null) {
            step(counts, figure, region, UNKNOWN, days);
            return;
        }
        int from = days.from();
        for (int age = Math.max(0, Ages.years(birthDate, Clocks.date(from))); from < days.until(); age++) {
            int birthday = Clocks.day(Ages.birthday(birthDate, age + 1));
            int until = Math.min(birthday, days.until());
            if (until > from) {
                step(counts, figure, region, Integer.toString(age), new Span(from, until));
                from = until;
            }
        }
    }
}
