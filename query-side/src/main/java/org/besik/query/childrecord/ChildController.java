package org.besik.query.childrecord;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.LocalId;
import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.Moments;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildSearch.Wanted;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A child's record, its history and the search for it, over HTTP. */
@RestController
@RequestMapping("/v1/children")
public class ChildController {

    private static final int MOST_ITEMS = 1_000;

    private final ChildRecords records;
    private final ChildSearch search;
    private final Clock clock;

    ChildController(ChildRecords records, ChildSearch search, Clock clock) {
        this.records = records;
        this.search = search;
        this.clock = clock;
    }

    /** One child found; the whole record is a request away. */
    public record Item(
            String id,
            List<String> formerIds,
            boolean registered,
            boolean open,
            ChildFile.@Nullable PersonOnFile person,
            String region,
            @Nullable String district) {

        /** What a card says of the child on a day. */
        public static Item of(ChildCard card, LocalDate today) {
            return new Item(
                    card.id(),
                    card.formerIds(),
                    card.registered(),
                    card.openOn(today),
                    card.person(),
                    card.region(),
                    card.district());
        }

        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    /** A page of children; {@code cursor} leads to the next one, null: there is none. */
    public record Items(List<Item> items, @Nullable String cursor) {}

    /** The child's record today. */
    @GetMapping("/{id}")
    public ChildFile child(Caller caller, @PathVariable String id) {
        return records.child(caller, childId(id));
    }

    /** What happened to the child and what was known of it, on both time axes. Days or instants, inclusive. */
    @GetMapping("/{id}/history")
    public History history(
            Caller caller,
            @PathVariable String id,
            @RequestParam @Nullable String occurredUpTo,
            @RequestParam @Nullable String recordedUpTo) {
        Instant happened = instant("occurredUpTo", occurredUpTo);
        return records.history(
                caller,
                childId(id),
                happened == null ? null : LocalDate.ofInstant(happened, clock.getZone()),
                instant("recordedUpTo", recordedUpTo));
    }

    /** Children that fit everything asked for, among those the caller may read. */
    @GetMapping
    public Items find(
            Caller caller,
            @RequestParam @Nullable String iin,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable String birthDate,
            @RequestParam @Nullable String local,
            @RequestParam @Nullable String relative,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw new BadQuestion("limit", "From 1 to " + MOST_ITEMS + ".");
        }
        var wanted = new Wanted(iin, name, date("birthDate", birthDate), localId(local), relative);
        var found = search.find(caller, wanted, limit, cursor);
        return new Items(
                found.items().stream()
                        .map(card -> Item.of(card, LocalDate.now(clock)))
                        .toList(),
                found.cursor());
    }

    /** An id that cannot be one names no child; there is nothing else to say about it. */
    private static ChildId childId(String text) {
        try {
            return new ChildId(UUID.fromString(text).toString());
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    private static @Nullable LocalId localId(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new BadQuestion("local", "Write local=system:value.");
        }
        return new LocalId(text.substring(0, colon), text.substring(colon + 1));
    }

    private static @Nullable LocalDate date(String field, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            throw BadQuestion.date(field);
        }
    }

    /** A day stands for its last moment in the zone in which days turn. */
    private @Nullable Instant instant(String field, @Nullable String text) {
        return text == null ? null : Moments.upTo(field, text, clock.getZone());
    }
}
