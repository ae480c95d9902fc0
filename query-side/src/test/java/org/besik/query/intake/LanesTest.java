package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.query.intake.Toys.contact;
import static org.besik.query.intake.Toys.event;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.besik.events.ChildId;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.RecordedEvent;
import org.besik.events.Sex;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.custody.RecordSealed;
import org.besik.events.custody.RecordUnsealed;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.rules.RuleBook;
import org.besik.events.tracing.Note;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.LookupKeys;
import org.besik.query.contradictions.Contradictions;
import org.besik.query.duplicates.DuplicatePairs;
import org.besik.query.duplicates.Weights;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.UntrackedProjection;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreException;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that several threads fold, with merges, splits and erasures in them, on a store that fails now and then. */
class LanesTest {

    private static final int CHILDREN = 200;
    private static final int TRIES = 3;
    private static final LocalDate BORN = LocalDate.of(2024, 3, 5);
    private static final LookupKeys KEYS =
            new LookupKeys("a key".getBytes(StandardCharsets.UTF_8), String::toLowerCase);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatever_fails_and_however_facts_come_together_the_views_are_those_of_facts_that_came_one_by_one(long seed) {
        var random = new Random(seed);
        Folds folds = folds();
        var feed = new ListFeed();
        try (var stored = SqliteViewStore.open(folder.resolve("together.sqlite"), folds.tables());
                var storedApart = SqliteViewStore.open(folder.resolve("apart.sqlite"), folds.tables());
                var storedAtOnce = SqliteViewStore.open(folder.resolve("at-once.sqlite"), folds.tables())) {
            var store = new Unreliable(stored);
            var together = new Generation("together", store, feed.codec(), folds);
            var apart = new Generation("apart", storedApart, feed.codec(), folds);
            int failures = 0;
            for (int batch = 0; batch < 4; batch++) {
                List<RecordedEvent> some = events(batch, random);
                some.stream()
                        .map(RecordedEvent::event)
                        .filter(PersonalDataErased.class::isInstance)
                        .forEach(event -> feed.erase(((PersonalDataErased) event).childId()));
                feed.append(some);
                for (int tries = 0; stored.position() < feed.head(); tries++) {
                    store.failAfter(tries < TRIES ? random.nextInt(60) : Integer.MAX_VALUE);
                    try {
                        together.apply(feed.read(stored.position(), Integer.MAX_VALUE));
                    } catch (ViewStoreException failed) {
                        failures++;
                    }
                }
                for (long at = storedApart.position(); at < feed.head(); at++) {
                    apart.apply(feed.read(at, 1));
                }
            }
            assertThat(failures).isPositive();
            var atOnce = new FirstBuild(
                    new Generation("at once", storedAtOnce, feed.codec(), folds),
                    storedAtOnce,
                    feed.codec(),
                    folds,
                    100,
                    100);
            assertThat(atOnce.run(after -> feed.read(after, 100), feed.head(), () -> false))
                    .isTrue();
            for (Table table : folds.tables()) {
                Map<String, String> expected = all(table, storedApart);
                assertThat(all(table, stored)).as(table.name()).isEqualTo(expected);
                assertThat(all(table, storedAtOnce))
                        .as("at once " + table.name())
                        .isEqualTo(expected);
            }
        }
    }

    private static Folds folds() {
        return new Folds(
                List.of(
                        new UntrackedProjection(SchoolCalendar.standard(), RuleBook.standard()),
                        new ChildCards(KEYS),
                        new Contradictions(),
                        new Toys.Diary(),
                        new DuplicatePairs(Weights.standard(), KEYS)),
                List.of(new Toys.Days()),
                new SimpleMeterRegistry(),
                RuleBook.standard());
    }

    private static ChildId child(Random random) {
        return new ChildId("child-" + random.nextInt(CHILDREN));
    }

    private static int number(ChildId child) {
        return Integer.parseInt(child.value().substring("child-".length()));
    }

    /** One of a few, or all of them would be one child in the end. */
    private static ChildId near(ChildId child, Random random) {
        int number = number(child);
        return new ChildId("child-" + (number / 4 * 4 + random.nextInt(4)));
    }

    /** Nothing personal is told of it, or figures would depend on whether it was in memory when its key went. */
    private static ChildId unnamed(Random random) {
        return new ChildId("child-" + random.nextInt(CHILDREN / 4) * 4);
    }

    private static List<RecordedEvent> events(int batch, Random random) {
        var events = new ArrayList<RecordedEvent>();
        for (int i = 0; i < 250; i++) {
            ChildId child = child(random);
            String ref = batch + "-" + i;
            LocalDate day = BORN.plusDays(random.nextInt(900));
            switch (random.nextInt(40)) {
                case 0, 1 -> events.add(event(day, ref, new RecordsMerged(child, near(child, random), "same")));
                case 2, 3 -> events.add(event(day, ref, new MergeReverted(child, near(child, random), "not")));
                case 4 ->
                    events.add(event(day, ref, new DuplicateRejected(child, near(child, random), new Note("cousins"))));
                case 5 -> events.add(event(day, ref, new RecordSealed(child, "adoption")));
                case 6 -> events.add(event(day, ref, new RecordUnsealed(child, "over")));
                case 7 -> events.add(event(day, ref, new PersonalDataErased(unnamed(random), "asked")));
                case 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 -> {
                    if (number(child) % 4 > 0) {
                        events.add(event(day, ref, birth(child, random)));
                    }
                }
                default -> events.add(contact(child, day, ref));
            }
        }
        return events;
    }

    private static BirthRegistered birth(ChildId child, Random random) {
        int twin = number(child) / 2;
        var person = new Person("Family" + twin, "Given" + random.nextInt(2), null, Sex.F, BORN.plusDays(twin), null);
        return new BirthRegistered(
                child,
                person,
                null,
                List.of(new LocalId("clinic", "A" + twin)),
                null,
                new Place("KZ-71", null, null),
                null);
    }

    private static Map<String, String> all(Table table, ViewStore store) {
        var all = new TreeMap<String, String>();
        for (Document document :
                store.find(new Query(table, List.of(), List.of(new Sort("id", false)), Integer.MAX_VALUE))) {
            all.put(
                    document.id(),
                    new TreeMap<>(document.fields()) + new String(document.body(), StandardCharsets.UTF_8));
        }
        return all;
    }

    /** A store of which one call fails, whichever thread makes it. */
    private static final class Unreliable implements ViewStore {

        private final ViewStore store;
        private final AtomicInteger left = new AtomicInteger(-1);

        Unreliable(ViewStore store) {
            this.store = store;
        }

        void failAfter(int calls) {
            left.set(calls);
        }

        private ViewStore next() {
            if (left.getAndDecrement() == 0) {
                throw new ViewStoreException("unreliable");
            }
            return store;
        }

        @Override
        public long position() {
            return store.position();
        }

        @Override
        public void apply(List<Change> changes, long position) {
            next().apply(changes, position);
        }

        @Override
        public void fill(Collection<Table> tables, boolean areInOrder) {
            next().fill(tables, areInOrder);
        }

        @Override
        public void filled(Collection<Table> tables) {
            next().filled(tables);
        }

        @Override
        public Optional<Document> get(Table table, String id) {
            return next().get(table, id);
        }

        @Override
        public Map<String, Document> getAll(Table table, Collection<String> ids) {
            return next().getAll(table, ids);
        }

        @Override
        public List<Document> find(Query query) {
            return next().find(query);
        }

        @Override
        public long count(Query query) {
            return next().count(query);
        }

        @Override
        public Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field) {
            return next().sum(query, groupBy, field);
        }

        @Override
        public Written written() {
            return store.written();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
