package org.besik.query.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.besik.events.AgencyId;
import org.besik.events.BesikEvent;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.Strength;
import org.besik.events.custody.PersonalDataErased;
import org.besik.events.custody.RecordSealed;
import org.besik.events.ending.DeathRecorded;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.registration.BirthRegistered;
import org.besik.events.residence.LeftCountry;
import org.besik.events.residence.ReturnedToCountry;
import org.besik.events.rules.RuleBook;
import org.besik.events.tracing.Note;
import org.besik.query.feeds.AgencyDays;
import org.besik.query.feeds.StaleFeeds;
import org.besik.query.intake.Intake;
import org.besik.query.intake.ListFeed;
import org.besik.query.records.Facts;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Reason;
import org.besik.query.untracked.Untracked;
import org.besik.query.untracked.UntrackedItem;
import org.besik.query.untracked.UntrackedProjection;
import org.besik.query.untracked.UntrackedRequest;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.jspecify.annotations.Nullable;

/** Pairs, flags and figures follow from the records as they are, in whatever order they came to be so. */
class DuplicatePairsProperties {

    static final SchoolCalendar CALENDAR = SchoolCalendar.standard();
    static final LocalDate BORN = LocalDate.of(2024, 3, 5);
    static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);
    static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");
    static final List<String> GIVEN = List.of("Айша", "Aisha", "Айшa", "Мадина");
    static final List<LocalDate> DAYS =
            List.of(BORN.plusDays(2), LocalDate.of(2024, 5, 1), LocalDate.of(2025, 1, 1), JUNE_1);

    static RecordedEvent event(LocalDate day, String ref, BesikEvent event) {
        return event("registry", Service.REGISTRY, day, ref, event);
    }

    static RecordedEvent event(String agency, Service service, LocalDate day, String ref, BesikEvent event) {
        String id = UUID.nameUUIDFromBytes((ref + event.getClass().getSimpleName()).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new RecordedEvent(
                0,
                new Provenance(
                        new EventId(id),
                        day,
                        FIRST,
                        new AgencyId(agency),
                        service,
                        ref,
                        null,
                        "KZ-71",
                        null,
                        null,
                        null),
                event);
    }

    static ChildId child(int number) {
        return new ChildId("child-" + (char) ('a' + number));
    }

    static RecordedEvent birth(ChildId child, String given, LocalDate born, LocalDate day) {
        return birth("birth-" + child + given + born + day, child, given, born, day);
    }

    private static RecordedEvent birth(String ref, ChildId child, String given, LocalDate born, LocalDate day) {
        var person = new Person("Ахметова", given, null, Sex.F, born, null);
        return event(
                day,
                ref,
                new BirthRegistered(child, person, null, List.of(), null, new Place("KZ-71", null, null), null));
    }

    /** A clinic that did not find the child opens a record of its own. */
    static RecordedEvent notice(String ref, ChildId child, String given) {
        var person = new Person("Ахметова", given, null, Sex.F, BORN, null);
        return event(
                "clinic",
                Service.HEALTH,
                BORN.plusDays(3),
                ref,
                new BirthRegistered(child, person, null, List.of(), null, new Place("KZ-71", null, null), null));
    }

    static RecordedEvent seen(String ref, ChildId child, LocalDate day) {
        return event(
                "clinic", Service.HEALTH, day, ref, new ContactRecorded(child, Service.HEALTH, Strength.SEEN, "visit"));
    }

    /** Views on disk that take events in as they come. */
    static final class Opened implements AutoCloseable {

        final ListFeed feed = new ListFeed();
        final Path folder;
        final Intake intake;
        final Untracked untracked;

        Opened() {
            try {
                folder = Files.createTempDirectory("duplicates");
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
            intake = new Intake(
                    feed,
                    feed.codec(),
                    List.of(
                            new UntrackedProjection(CALENDAR, RuleBook.standard()),
                            new DuplicatePairs(Weights.standard(), LikenessTest.KEYS)),
                    List.of(new AgencyDays()),
                    new SqliteGenerations(folder),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            untracked = new Untracked(intake.views(), new StaleFeeds(intake.views(), CALENDAR), CALENDAR);
            intake.start();
        }

        void tell(RecordedEvent... events) {
            feed.append(List.of(events));
            await().until(() -> intake.health().isCaughtUp());
        }

        Map<String, Map<String, ?>> pairs(int children) {
            var ids = new ArrayList<String>();
            for (int number = 0; number < children; number++) {
                ids.add(child(number).value());
            }
            var pairs = new TreeMap<String, Map<String, ?>>();
            DuplicatePairs.pairs(ids, intake.views().store()).forEach((id, of) -> pairs.put(id, of.others()));
            return pairs;
        }

        List<String> suspected(ChildId child) {
            var pairs = DuplicatePairs.pairs(
                            List.of(child.value()), intake.views().store())
                    .get(child.value());
            return pairs == null ? List.of() : List.copyOf(pairs.others().keySet());
        }

        /** Where the records that look like this one were seen. */
        List<Suspicion.Sighting> seen(ChildId child) {
            var pairs = DuplicatePairs.pairs(
                            List.of(child.value()), intake.views().store())
                    .get(child.value());
            return pairs == null
                    ? List.of()
                    : pairs.together().stream()
                            .flatMap(suspicion -> suspicion.seen().stream())
                            .toList();
        }

        /** Why a record is on the list of a day. */
        List<Reason> reasons(ChildId child, LocalDate day) {
            return untracked.page(UntrackedRequest.on(day, List.of()), null).items().stream()
                    .filter(item -> item.childId().equals(child.value()))
                    .flatMap(item -> item.reasons().stream())
                    .map(UntrackedItem.Why::reason)
                    .toList();
        }

        /** What the list and its figures say on some days; the two must agree. */
        List<String> listed() {
            return listed(null);
        }

        /** What they said as far as was recorded by an instant. */
        List<String> listed(@Nullable Instant recordedUpTo) {
            var said = new ArrayList<String>();
            for (LocalDate day : DAYS) {
                var page = untracked.page(UntrackedRequest.on(day, List.of()), recordedUpTo);
                var reasons = new TreeMap<String, Long>();
                for (UntrackedItem item : page.items()) {
                    said.add(day + " " + item);
                    item.reasons().forEach(why -> reasons.merge(why.reason().name(), 1L, Long::sum));
                }
                assertThat(page.total()).isEqualTo(page.items().size());
                var summary = untracked.summary(Untracked.By.REASON, day, List.of(), recordedUpTo);
                var counted = new TreeMap<String, Long>();
                summary.rows().stream()
                        .filter(row -> row.untracked() != 0)
                        .forEach(row -> counted.put(row.key(), row.untracked()));
                assertThat(counted).isEqualTo(reasons);
                assertThat(summary.total()).isEqualTo(page.items().size());
            }
            return said;
        }

        boolean isFlagged(ChildId child) {
            return untracked.page(UntrackedRequest.on(JUNE_1, List.of())).items().stream()
                    .filter(item -> item.childId().equals(child.value()))
                    .flatMap(item -> item.reasons().stream())
                    .anyMatch(why -> why.reason() == Reason.POSSIBLE_DUPLICATE);
        }

        @Override
        public void close() {
            intake.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }

    @Property(tries = 20)
    void any_order_of_arrival_and_any_batches_give_the_same_pairs_flags_and_figures(
            @ForAll @Size(min = 2, max = 14) List<@IntRange(max = 9999) Integer> seeds, @ForAll Random random) {
        var facts = new ArrayList<RecordedEvent>();
        var words = new ArrayList<RecordedEvent>();
        tell(seeds, facts, words);
        try (var inOrder = new Opened();
                var shuffled = new Opened()) {
            var all = new ArrayList<>(facts);
            all.addAll(words);
            inOrder.tell(all.toArray(RecordedEvent[]::new));
            List<RecordedEvent> mixed = mixed(facts, words, random);
            int from = 0;
            while (from < mixed.size()) {
                int to = from + 1 + random.nextInt(mixed.size() - from);
                shuffled.tell(mixed.subList(from, to).toArray(RecordedEvent[]::new));
                from = to;
            }
            assertThat(shuffled.pairs(5)).isEqualTo(inOrder.pairs(5));
            assertThat(shuffled.listed()).isEqualTo(inOrder.listed());
            assertThat(shuffled.intake.rebuild()).isTrue();
            await().until(() -> shuffled.intake.health().rebuild() == null);
            assertThat(shuffled.pairs(5)).isEqualTo(inOrder.pairs(5));
            assertThat(shuffled.listed()).isEqualTo(inOrder.listed());
        }
    }

    /** An officer named the record that was joined; the two became one since. */
    @Example
    void who_was_rejected_under_a_former_id_did_not_look_alike_at_an_instant_either() {
        ChildId rejected = child(2);
        ChildId joined = child(1);
        ChildId survivor = child(4);
        var arrivals = List.of(
                event(BORN.plusDays(33), "r", new DuplicateRejected(rejected, joined, new Note("seen both"))),
                birth(rejected, GIVEN.getFirst(), BORN, BORN.plusDays(1)),
                event(BORN.plusDays(34), "m1", new RecordsMerged(survivor, joined, "one")),
                birth(joined, GIVEN.getFirst(), BORN, BORN.plusDays(40)),
                event(BORN.plusDays(44), "m2", new RecordsMerged(survivor, rejected, "one after all")));
        assertThatEachInstantSaysWhatWasKnown(learntOneByOne(arrivals));
    }

    @Property(tries = 15)
    void what_looked_alike_at_an_instant_is_what_a_system_fed_only_up_to_then_says(
            @ForAll @Size(min = 2, max = 14) List<@IntRange(max = 9999) Integer> seeds, @ForAll Random random) {
        var facts = new ArrayList<RecordedEvent>();
        var words = new ArrayList<RecordedEvent>();
        tell(seeds, facts, words);
        assertThatEachInstantSaysWhatWasKnown(learntOneByOne(mixed(facts, words, random)));
    }

    private static List<RecordedEvent> learntOneByOne(List<RecordedEvent> events) {
        var arrivals = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            arrivals.add(Facts.learnt(event, "e" + arrivals.size(), FIRST.plusSeconds(arrivals.size())));
        }
        return arrivals;
    }

    private static void assertThatEachInstantSaysWhatWasKnown(List<RecordedEvent> arrivals) {
        try (var whole = new Opened();
                var part = new Opened()) {
            whole.tell(arrivals.toArray(RecordedEvent[]::new));
            for (int known = 0; known < arrivals.size(); known++) {
                part.tell(arrivals.get(known));
                assertThat(whole.listed(FIRST.plusSeconds(known)))
                        .as("of %d arrivals the first %d", arrivals.size(), known + 1)
                        .isEqualTo(part.listed());
            }
        }
    }

    /** Births under four names, some of one child, and what officers say of five records. */
    private static void tell(List<Integer> seeds, List<RecordedEvent> facts, List<RecordedEvent> words) {
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            ChildId one = child(seed % 5);
            ChildId other = child(seed / 5 % 5);
            LocalDate day = BORN.plusDays(1 + seed % 90);
            if (seed % 7 == 0) {
                facts.add(seen("s" + i, one, day.plusDays(300)));
            } else if (seed % 5 == 0) {
                facts.add(notice("n" + i, one, GIVEN.get(seed / 25 % 4)));
            } else if (seed % 4 > 0 || one.equals(other)) {
                facts.add(birth("b" + i, one, GIVEN.get(seed / 25 % 4), BORN.plusDays(seed / 100 % 2), day));
            } else if (seed % 8 == 0) {
                facts.add(event(day, "r" + i, new DuplicateRejected(one, other, new Note("seen both"))));
            } else {
                words.add(event(day, "m" + i, new RecordsMerged(one, other, "one")));
                if (seed % 3 == 0) {
                    words.add(event(day, "u" + i, new MergeReverted(one, other, "two")));
                }
            }
        }
    }

    /** Words keep their order among themselves; facts come anywhere. */
    private static List<RecordedEvent> mixed(List<RecordedEvent> facts, List<RecordedEvent> words, Random random) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        var mixed = new ArrayList<>(words);
        shuffled.forEach(fact -> mixed.add(random.nextInt(mixed.size() + 1), fact));
        return mixed;
    }

    @Example
    void a_pair_is_flagged_on_both_until_it_is_rejected_merged_or_no_longer_alike() {
        ChildId one = child(0);
        ChildId other = child(1);
        try (var views = new Opened()) {
            views.tell(birth(one, "Айша", BORN, BORN), birth(child(2), "Мадина", BORN, BORN));
            assertThat(views.isFlagged(one)).isFalse();
            views.tell(birth(other, "Aisha", BORN, BORN.plusDays(3)));
            assertThat(views.isFlagged(one)).isTrue();
            assertThat(views.isFlagged(other)).isTrue();
            assertThat(views.isFlagged(child(2))).isFalse();
            views.tell(event(JUNE_1, "m", new RecordsMerged(one, other, "one")));
            assertThat(views.isFlagged(one)).isFalse();
            views.tell(event(JUNE_1, "u", new MergeReverted(one, other, "two")));
            assertThat(views.isFlagged(other)).isTrue();
            views.tell(event(JUNE_1, "r", new DuplicateRejected(other, one, new Note("cousins"))));
            assertThat(views.isFlagged(one)).isFalse();
            assertThat(views.isFlagged(other)).isFalse();
            // Remembered, also after one of them got another id
            views.tell(
                    birth(child(3), "Айша", BORN.plusYears(5), BORN.plusYears(5)),
                    event(JUNE_1, "m2", new RecordsMerged(child(3), one, "one")));
            assertThat(views.isFlagged(other)).isFalse();
        }
    }

    @Example
    void where_an_unregistered_record_is_seen_is_known_of_whoever_looks_like_it() {
        ChildId one = child(0);
        ChildId other = child(1);
        try (var views = new Opened()) {
            views.tell(birth(one, "Айша", BORN, BORN), notice("n", other, "Aisha"));
            assertThat(views.seen(one)).isEmpty();
            views.tell(seen("s", other, JUNE_1));
            assertThat(views.seen(one)).containsExactly(new Suspicion.Sighting(JUNE_1, "KZ-71"));
            assertThat(views.seen(other)).isEmpty();
            // Once it is registered, its own listing speaks of it
            views.tell(birth(other, "Aisha", BORN, BORN.plusDays(3)));
            assertThat(views.isFlagged(one)).isTrue();
            assertThat(views.seen(one)).isEmpty();
        }
    }

    @Example
    void an_unregistered_record_that_looks_like_a_child_abroad_waits_for_an_officer_on_the_days_it_was_there() {
        ChildId one = child(0);
        ChildId other = child(1);
        try (var views = new Opened()) {
            views.tell(
                    birth(one, "Айша", BORN, BORN),
                    notice("n", other, "Aisha"),
                    event(DAYS.get(1), "left", new LeftCountry(one, "TR")),
                    event(DAYS.get(2), "back", new ReturnedToCountry(one, "TR")));
            assertThat(views.reasons(other, DAYS.get(1))).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(views.reasons(other, DAYS.get(2))).contains(Reason.UNREGISTERED, Reason.POSSIBLE_DUPLICATE);
            views.tell(event(JUNE_1, "died", new DeathRecorded(one)));
            assertThat(views.reasons(other, DAYS.get(2))).contains(Reason.UNREGISTERED);
            assertThat(views.reasons(other, JUNE_1)).containsExactly(Reason.POSSIBLE_DUPLICATE);
            assertThat(views.reasons(one, JUNE_1)).isEmpty();
        }
    }

    @Example
    void sealed_and_erased_records_are_not_compared() {
        ChildId one = child(0);
        ChildId other = child(1);
        try (var views = new Opened()) {
            views.tell(birth(one, "Айша", BORN, BORN), birth(other, "Айша", BORN, BORN));
            assertThat(views.isFlagged(other)).isTrue();
            views.tell(event(JUNE_1, "s", new RecordSealed(one, "adoption")));
            assertThat(views.isFlagged(other)).isFalse();
        }
        try (var views = new Opened()) {
            views.tell(birth(one, "Айша", BORN, BORN), birth(other, "Айша", BORN, BORN));
            views.feed.erase(one);
            views.tell(event(JUNE_1, "e", new PersonalDataErased(one, "asked")));
            assertThat(views.suspected(other)).isEmpty();
            assertThat(views.isFlagged(other)).isFalse();
        }
    }

    @Example
    void a_key_that_too_many_share_suggests_nothing_in_any_order() {
        var births = new ArrayList<RecordedEvent>();
        var expected = new HashMap<String, Boolean>();
        for (int n = 0; n <= DuplicatePairs.LARGEST_BLOCK; n++) {
            // The same name on one day; only the first two have a mother's name to be found by as well
            var child = new ChildId("crowd-%03d".formatted(n));
            expected.put(child.value(), n < 2);
            births.add(crowd(child, n < 2));
        }
        try (var atOnce = new Opened();
                var apart = new Opened()) {
            atOnce.tell(births.toArray(RecordedEvent[]::new));
            apart.tell(births.subList(0, 150).toArray(RecordedEvent[]::new));
            assertThat(apart.suspected(new ChildId("crowd-100"))).hasSize(149);
            apart.tell(births.subList(150, births.size()).toArray(RecordedEvent[]::new));
            expected.forEach((id, isFound) -> {
                assertThat(atOnce.suspected(new ChildId(id))).hasSize(isFound ? 1 : 0);
                assertThat(apart.suspected(new ChildId(id))).hasSize(isFound ? 1 : 0);
            });
            // Built in one go, too
            assertThat(atOnce.intake.rebuild()).isTrue();
            await().until(() -> atOnce.intake.health().rebuild() == null);
            expected.forEach((id, isFound) ->
                    assertThat(atOnce.suspected(new ChildId(id))).hasSize(isFound ? 1 : 0));
            // One fewer, and the key is worth looking at again
            apart.tell(
                    event(JUNE_1, "m", new RecordsMerged(new ChildId("crowd-004"), new ChildId("crowd-005"), "one")));
            assertThat(apart.suspected(new ChildId("crowd-100"))).hasSize(DuplicatePairs.LARGEST_BLOCK - 1);
        }
    }

    private static RecordedEvent crowd(ChildId child, boolean withMother) {
        var person = new Person("Ахметова", "Айша", null, Sex.F, BORN, null);
        var mother = withMother ? new org.besik.events.Relative("Ахметова Гүлнұр", null, null, null, null, null) : null;
        return event(
                BORN,
                "birth-" + child,
                new BirthRegistered(child, person, null, List.of(), mother, new Place("KZ-71", null, null), null));
    }
}
