package org.besik.events.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.Service;
import org.jspecify.annotations.Nullable;

/** What stands beside an event's words: a flat JSON object of strings, and how a {@link Provenance} is written in it. */
public final class Metadata {

    public static final String EVENT_ID = "eventId";
    public static final String RECORDED_AT = "recordedAt";
    private static final String OCCURRED_ON = "occurredOn";
    private static final String AGENCY = "agency";
    private static final String AGENCY_SERVICE = "agencyService";
    private static final String REF = "ref";
    private static final String REPORTER = "reporter";
    private static final String REGION = "region";
    private static final String DISTRICT = "district";
    private static final String CORRELATION_ID = "correlationId";
    private static final String CAUSATION_ID = "causationId";
    private static final String OFFICER = "officer";
    private static final String ROLE = "role";
    private static final JsonFactory JSON = new JsonFactory();

    private Metadata() {}

    /** The provenance as metadata entries; what is null is left out. */
    public static Map<String, String> of(Provenance provenance) {
        var entries = new LinkedHashMap<String, String>();
        entries.put(EVENT_ID, provenance.eventId().value());
        entries.put(OCCURRED_ON, provenance.occurredOn().toString());
        entries.put(RECORDED_AT, provenance.recordedAt().toString());
        entries.put(AGENCY, provenance.agency().value());
        put(entries, AGENCY_SERVICE, provenance.agencyService());
        entries.put(REF, provenance.ref());
        put(entries, REPORTER, provenance.reporter());
        entries.put(REGION, provenance.region());
        put(entries, DISTRICT, provenance.district());
        put(entries, CORRELATION_ID, provenance.correlationId());
        put(entries, CAUSATION_ID, provenance.causationId());
        Officer officer = provenance.officer();
        if (officer != null) {
            entries.put(OFFICER, officer.account());
            entries.put(ROLE, officer.role());
        }
        return entries;
    }

    private static void put(Map<String, String> entries, String key, @Nullable Object value) {
        if (value != null) {
            entries.put(key, value.toString());
        }
    }

    /**
     * Reads the entries that {@link #of} wrote from stored bytes; unknown ones are ignored. Every event that is read comes this
     * way, so no map is made of them in between: that took as long as reading the event's own words.
     */
    public static Provenance provenance(byte[] stored) {
        var said = new Said();
        read(stored, said::entry);
        return said.provenance();
    }

    /** Entries of a provenance as they are read. */
    private static final class Said {

        private @Nullable String eventId;
        private @Nullable String occurredOn;
        private @Nullable String recordedAt;
        private @Nullable String agency;
        private @Nullable Service agencyService;
        private @Nullable String ref;
        private @Nullable String reporter;
        private String region = Place.UNKNOWN;
        private @Nullable String district;
        private @Nullable String correlationId;
        private @Nullable EventId causationId;
        private @Nullable String officer;
        private @Nullable String role;

        void entry(String key, String value) {
            switch (key) {
                case EVENT_ID -> eventId = value;
                case OCCURRED_ON -> occurredOn = value;
                case RECORDED_AT -> recordedAt = value;
                case AGENCY -> agency = value;
                case AGENCY_SERVICE -> agencyService = Service.valueOf(value);
                case REF -> ref = value;
                case REPORTER -> reporter = value;
                case REGION -> region = value;
                case DISTRICT -> district = value;
                case CORRELATION_ID -> correlationId = value;
                case CAUSATION_ID -> causationId = new EventId(value);
                case OFFICER -> officer = value;
                case ROLE -> role = value;
                default -> {
                    // A newer Besik may say more
                }
            }
        }

        Provenance provenance() {
            return new Provenance(
                    new EventId(required(EVENT_ID, eventId)),
                    IsoTimes.day(required(OCCURRED_ON, occurredOn)),
                    IsoTimes.instant(required(RECORDED_AT, recordedAt)),
                    new AgencyId(required(AGENCY, agency)),
                    agencyService,
                    required(REF, ref),
                    reporter,
                    region,
                    district,
                    correlationId,
                    causationId,
                    officer == null ? null : new Officer(officer, required(ROLE, role)));
        }
    }

    /** When the event was recorded. */
    public static Instant recordedAt(Map<String, String> entries) {
        return IsoTimes.instant(required(RECORDED_AT, entries.get(RECORDED_AT)));
    }

    private static String required(String key, @Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("event metadata without " + key);
        }
        return value;
    }

    /** The entries as stored bytes. */
    public static byte[] encode(Map<String, String> entries) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (var entry : entries.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static Map<String, String> decode(byte[] stored) {
        var entries = new LinkedHashMap<String, String>();
        read(stored, entries::put);
        return entries;
    }

    private static void read(byte[] stored, BiConsumer<String, String> entries) {
        try (JsonParser json = JSON.createParser(stored)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                entries.accept(key, json.nextTextValue());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
