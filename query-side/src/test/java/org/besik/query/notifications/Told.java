package org.besik.query.notifications;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.custody.RecordSealed;
import org.besik.events.rules.RuleBook;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.intake.Supposed;
import org.besik.query.intake.Views;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.jspecify.annotations.Nullable;

/** Views in which children are flagged, and a clock; what the notifications look at. */
final class Told {

    static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    private static final RuleBook RULES = RuleBook.standard();

    static final LocalDate JAN_24 = LocalDate.of(2026, 1, 24);

    private Told() {}

    /** Stands still until it is put forward. */
    static final class HeldClock extends Clock {

        private volatile Instant now = at("12:00");

        static Instant at(String time) {
            return JAN_24.atTime(LocalTime.parse(time)).atZone(ALMATY).toInstant();
        }

        void to(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ALMATY;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("days turn in one zone");
        }
    }

    /** The flags' own view is the real one, the records are made for each child. */
    static final class FlaggedViews implements Views, AutoCloseable {

        private final FlagNews news = new FlagNews();
        private final ViewStore store;
        private final Map<ChildId, RecordFacts> records = new LinkedHashMap<>();

        FlaggedViews(java.nio.file.Path folder) {
            store = SqliteViewStore.open(folder.resolve("views.sqlite"), news.tables());
        }

        @Override
        public Supposed suppose() {
            throw new UnsupportedOperationException("made of whole records");
        }

        @Override
        public Stretch following(@Nullable ChildId after, int facts) {
            return new Stretch(List.of(), 0, null);
        }

        /** Newborns whom nobody has seen, flagged on the day. */
        synchronized void flag(String region, String... children) {
            flag(region, false, children);
        }

        synchronized void flagSealed(String region, String... children) {
            flag(region, true, children);
        }

        private void flag(String region, boolean sealed, String... children) {
            var batch = new ArrayList<RecordedEvent>();
            long position = store.position();
            for (String name : children) {
                var child = new ChildId(name);
                Facts facts = Facts.of(child).from("registry", region).born("2026-01-10", "2026-01-11");
                if (sealed) {
                    facts.add("2026-01-12", new RecordSealed(child, "adoption"));
                }
                records.put(child, facts.record());
                batch.add(new RecordedEvent(
                        ++position,
                        new Provenance(
                                new EventId("flag-" + name),
                                JAN_24,
                                HeldClock.at("00:01"),
                                AgencyId.BESIK,
                                null,
                                "flag-" + name,
                                null,
                                Place.UNKNOWN,
                                null,
                                null,
                                null),
                        new ChildFlagged(child, "NEWBORN_UNSEEN", LocalDate.of(2026, 1, 10), JAN_24, "1")));
            }
            store.apply(news.project(batch, store), position);
        }

        @Override
        public ViewStore store() {
            return store;
        }

        @Override
        public String generation() {
            return "g-1";
        }

        @Override
        public RuleBook rules() {
            return RULES;
        }

        @Override
        public synchronized Optional<RecordFacts> record(ChildId id) {
            return Optional.ofNullable(records.get(id));
        }

        @Override
        public List<RecordFacts> records(Collection<ChildId> ids) {
            return ids.stream().flatMap(id -> record(id).stream()).toList();
        }

        @Override
        public Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long[] series(String figure, LocalDate from, LocalDate upTo, Collection<String> regions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onChange(Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Leaves secrets as they are. */
    static final Sealing OPEN = new Sealing() {
        @Override
        public byte[] seal(String name, byte[] secret) {
            return secret;
        }

        @Override
        public byte[] open(String name, byte[] sealed) {
            return sealed;
        }
    };

    static Subscription subscription(
            String id, String target, String region, @Nullable QuietHours quietHours, byte[] secret) {
        return new Subscription(
                id,
                Subscription.Channel.WEBHOOK,
                target,
                java.util.Set.of(region),
                java.util.Set.of(),
                null,
                quietHours,
                "en",
                secret);
    }
}
