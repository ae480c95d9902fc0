package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.identity.mergerecords.MergeRecords;
import org.besik.command.identity.mergerecords.RejectDuplicate;
import org.besik.command.identity.mergerecords.UnmergeRecords;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.correctidentity.CorrectIdentity;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.registration.registerchild.RegisterChild;
import org.besik.command.residence.move.ConfirmArrival;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.contact.Strength;
import org.besik.events.registration.RegistrationReason;
import org.jspecify.annotations.Nullable;

/** Any order of arrival gives the same children. */
class AnyOrderProperty {

    private static final RecordContact SEEN = new RecordContact(Service.HEALTH, Strength.SEEN, "visit");
    private static final AgencyId FAR_AWAY = new AgencyId("clinic-KZ-75-0");
    private static final ConfirmArrival ARRIVED_FAR_AWAY = new ConfirmArrival(new Place("KZ-75", null, null), null);

    /** A child as it is; namesakes share {@code name} and the birth date, perhaps the father's name and the region. */
    record Child(int number, int name, int father) {

        Place birthplace() {
            return new Place(number % 2 == 0 ? "KZ-71" : "KZ-75", null, null);
        }

        Iin iin() {
            return new Iin("24011560001" + number);
        }

        LocalId local() {
            return new LocalId("registry", "B-" + number);
        }

        LocalId ward() {
            return new LocalId("ward", "W-" + number);
        }

        Person person() {
            return new Person("Серік" + name, "Айша", patronymic(), Sex.F, LocalDate.of(2024, 2, 1), null);
        }

        private @Nullable String patronymic() {
            return father == 0 ? null : "Нұрлан" + father + "қызы";
        }

        Person withoutPatronymic() {
            return new Person("Серік" + name, "Айша", null, Sex.F, LocalDate.of(2024, 2, 1), null);
        }

        Person withDayAndMonthExchanged() {
            return new Person("Серік" + name, "Айша", patronymic(), Sex.F, LocalDate.of(2024, 1, 2), null);
        }
    }

    enum Saying {
        BIRTH(true),
        BIRTH_WITH_IIN(true),
        BIRTH_WITH_WARD(true),
        NOTICE_BY_WARD(false),
        NOTICE_BY_IIN(false),
        NOTICE_BY_PERSON_WITH_WARD(false),
        NOTICE_BY_PERSON(false),
        REGISTRATION_BY_PERSON(false),
        NATIONAL_ID_BY_LOCAL(false),
        NATIONAL_ID_BY_WARD(false),
        NATIONAL_ID_BY_PERSON(false),
        CORRECTION(false),
        CONTACT_BY_IIN(false),
        CONTACT_BY_LOCAL(false),
        CONTACT_BY_WARD(false),
        CONTACT_BY_PERSON(false),
        CONTACT_BY_PERSON_FAR_AWAY(false),
        CONTACT_WITHOUT_PATRONYMIC(false),
        CONTACT_WITHOUT_PATRONYMIC_FAR_AWAY(false),
        NOTICE_WITHOUT_PATRONYMIC(false),
        ARRIVAL_BY_LOCAL(false),
        ARRIVAL_BY_WARD(false),
        ARRIVAL_BY_PERSON(false),
        CONTACT_WITH_DAY_AND_MONTH_EXCHANGED(false),
        BIRTH_WITH_DAY_AND_MONTH_EXCHANGED(true);

        final boolean byRegistry;

        Saying(boolean byRegistry) {
            this.byRegistry = byRegistry;
        }

        Fact about(Child child, int n) {
            ChildRef local = new ChildRef.ByLocalId(child.local());
            ChildRef ward = new ChildRef.ByLocalId(child.ward());
            ChildRef iin = new ChildRef.ByIin(child.iin());
            ChildRef person = new ChildRef.ByPerson(child.person());
            return switch (this) {
                case BIRTH -> said(child, n, local, birth(child, null, null));
                case BIRTH_WITH_IIN -> said(child, n, local, birth(child, child.iin(), child.local()));
                case BIRTH_WITH_WARD -> said(child, n, local, birth(child, null, child.ward()));
                case NOTICE_BY_WARD -> said(child, n, ward, birth(child, null, null));
                case NOTICE_BY_IIN -> said(child, n, iin, birth(child, child.iin(), child.ward()));
                case NOTICE_BY_PERSON_WITH_WARD -> said(child, n, person, birth(child, null, child.ward()));
                case NOTICE_BY_PERSON -> said(child, n, person, birth(child, null, null));
                case REGISTRATION_BY_PERSON ->
                    said(
                            child,
                            n,
                            person,
                            new RegisterChild(
                                    child.person(),
                                    null,
                                    null,
                                    child.birthplace(),
                                    null,
                                    null,
                                    RegistrationReason.FOUNDLING));
                case NATIONAL_ID_BY_LOCAL -> said(child, n, local, new AssignNationalId(child.iin()));
                case NATIONAL_ID_BY_WARD -> said(child, n, ward, new AssignNationalId(child.iin()));
                case NATIONAL_ID_BY_PERSON -> said(child, n, person, new AssignNationalId(child.iin()));
                case CORRECTION ->
                    said(
                            child,
                            n,
                            local,
                            new CorrectIdentity(
                                    new Child(child.number(), (child.name() + 1) % 3, child.father()).person(),
                                    Set.of(),
                                    new EventId("00000000-0000-4000-8000-000000000000")));
                case CONTACT_BY_IIN -> said(child, n, iin, SEEN);
                case CONTACT_BY_LOCAL -> said(child, n, local, SEEN);
                case CONTACT_BY_WARD -> said(child, n, ward, SEEN);
                case CONTACT_BY_PERSON, CONTACT_BY_PERSON_FAR_AWAY -> said(child, n, person, SEEN);
                case CONTACT_WITHOUT_PATRONYMIC, CONTACT_WITHOUT_PATRONYMIC_FAR_AWAY ->
                    said(child, n, new ChildRef.ByPerson(child.withoutPatronymic()), SEEN);
                case ARRIVAL_BY_LOCAL -> said(child, n, local, ARRIVED_FAR_AWAY);
                case ARRIVAL_BY_WARD -> said(child, n, ward, ARRIVED_FAR_AWAY);
                case ARRIVAL_BY_PERSON -> said(child, n, person, ARRIVED_FAR_AWAY);
                case NOTICE_WITHOUT_PATRONYMIC ->
                    said(
                            child,
                            n,
                            new ChildRef.ByPerson(child.withoutPatronymic()),
                            new RegisterBirth(child.withoutPatronymic(), null, null, child.birthplace(), null, null));
                case CONTACT_WITH_DAY_AND_MONTH_EXCHANGED ->
                    said(child, n, new ChildRef.ByPerson(child.withDayAndMonthExchanged()), SEEN);
                case BIRTH_WITH_DAY_AND_MONTH_EXCHANGED ->
                    said(
                            child,
                            n,
                            local,
                            new RegisterBirth(
                                    child.withDayAndMonthExchanged(), null, null, child.birthplace(), null, null));
            };
        }

        private Fact said(Child child, int n, ChildRef ref, Order order) {
            AgencyId agency = byRegistry ? Office.REGISTRY : name().endsWith("FAR_AWAY") ? FAR_AWAY : Office.CLINIC;
            return Facts.fact(agency, n + "-" + child.number() + "-" + this, ref, order);
        }

        private static RegisterBirth birth(Child child, @Nullable Iin iin, @Nullable LocalId local) {
            return new RegisterBirth(child.person(), iin, null, child.birthplace(), null, local);
        }
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        return facts(false);
    }

    /** Facts none of which gives a number to whoever a person is: what an officer may say of such two rests on whether it came first. */
    @Provide
    Arbitrary<List<Fact>> factsAroundWords() {
        return facts(true);
    }

    private static Arbitrary<List<Fact>> facts(boolean aroundWords) {
        var names = Arbitraries.integers().between(0, 2).list().ofSize(4);
        var fathers = Arbitraries.integers().between(0, 2).list().ofSize(4);
        var sayings = Arbitraries.of(Saying.class)
                .flatMap(saying -> Arbitraries.integers().between(0, 3).map(number -> Tuple.of(saying, number)))
                .list()
                .ofMinSize(2)
                .ofMaxSize(14);
        return Combinators.combine(names, fathers, sayings).as((name, father, said) -> {
            var facts = new ArrayList<Fact>();
            for (var one : said) {
                int number = one.get2();
                if (one.get1() == Saying.NATIONAL_ID_BY_PERSON && (aroundWords || !isOnePerson(number, name, said))) {
                    continue;
                }
                facts.add(one.get1().about(new Child(number, name.get(number), father.get(number)), facts.size()));
            }
            return facts;
        });
    }

    /**
     * Whether giving the person a number is no claim that two registered records are one: which of two such facts is
     * refused (iin-taken) does depend on the order.
     */
    private static boolean isOnePerson(int number, List<Integer> names, List<Tuple.Tuple2<Saying, Integer>> said) {
        return Collections.frequency(names, names.get(number)) == 1
                && said.stream()
                        .noneMatch(one -> one.get2() == number
                                && (one.get1() == Saying.REGISTRATION_BY_PERSON || one.get1() == Saying.CORRECTION));
    }

    @Property(tries = 250)
    void any_order_of_arrival_gives_the_same_children(@ForAll("facts") List<Fact> facts, @ForAll Random random) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        try (var office = new Office();
                var other = new Office()) {
            assertThat(office.say(facts)).allMatch(Answer.Recorded.class::isInstance);
            var answers = new ArrayList<Answer>();
            for (Fact fact : shuffled) {
                answers.addAll(other.say(List.of(fact)));
            }
            assertThat(answers).allMatch(Answer.Recorded.class::isInstance);
            assertThat(other.children()).isEqualTo(office.children());
        }
    }

    @Property(tries = 60)
    void a_decider_that_starts_anew_goes_on_as_the_old_one_would(
            @ForAll("facts") List<Fact> facts, @ForAll Random random) {
        int half = random.nextInt(facts.size() + 1);
        try (var office = new Office()) {
            office.say(facts);
            try (var before = new Office()) {
                before.say(facts.subList(0, half));
                try (var after = before.restarted()) {
                    after.say(facts.subList(half, facts.size()));
                    assertThat(after.children()).isEqualTo(office.children());
                }
            }
        }
    }

    /**
     * What an officer says, as the n-th word, of two records: of each of the four children that of its number and that of the
     * ward's, then four that facts name by a person, who may be any of the children.
     */
    record Word(int n, Pairing.Word says, int one, int other) {

        private static final int BY_NUMBER = 8;
        private static final int RECORDS = 12;

        /** Of the four children, or of the four who may be any of them. */
        static int child(int record) {
            return record < BY_NUMBER ? record / 2 : record - BY_NUMBER / 2;
        }

        Order order(ChildId record) {
            return switch (says) {
                case ONE -> new MergeRecords(record, "one");
                case NOT_ONE -> new UnmergeRecords(record, "not one");
                case TWO -> new RejectDuplicate(record, "two");
            };
        }
    }

    /**
     * Merges, unmerges of what was merged before, and rejections. Nobody links two children twice, by both records of one: what an
     * unmerge takes back would then be a matter of what was known when it came.
     */
    @Provide
    Arbitrary<List<Word>> words() {
        var records = Arbitraries.integers().between(0, Word.RECORDS - 1);
        return Combinators.combine(records, records, Arbitraries.of(Pairing.Word.class))
                .as((one, other, says) -> new Word(0, says, one, other))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(AnyOrderProperty::linkingOnce);
    }

    private static List<Word> linkingOnce(List<Word> words) {
        var said = new ArrayList<Word>();
        int[] groups = {0, 1, 2, 3, 4, 5, 6, 7};
        for (Word word : words) {
            int one = groups[Word.child(word.one())];
            int other = groups[Word.child(word.other())];
            if (one == other) {
                continue;
            }
            if (word.says() == Pairing.Word.TWO) {
                said.add(new Word(said.size(), Pairing.Word.TWO, word.one(), word.other()));
            } else {
                said.add(new Word(said.size(), Pairing.Word.ONE, word.one(), word.other()));
                if (word.says() == Pairing.Word.NOT_ONE) {
                    said.add(new Word(said.size(), Pairing.Word.NOT_ONE, word.other(), word.one()));
                } else {
                    Arrays.setAll(groups, child -> groups[child] == other ? one : groups[child]);
                }
            }
        }
        return said;
    }

    /** The facts in any order around what officers say, wherever among them they say it. */
    @Property(tries = 250)
    void any_order_of_arrival_around_what_officers_say_gives_the_same_children(
            @ForAll("factsAroundWords") List<Fact> facts, @ForAll("words") List<Word> words, @ForAll Random random) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        try (var office = new Office();
                var other = new Office()) {
            List<ChildId> records = records(office);
            say(office, among(facts, words, random), records);
            say(other, among(shuffled, words, random), records(other));
            assertThat(other.children()).isEqualTo(office.children());
            for (Word word : words) {
                if (word.says() == Pairing.Word.TWO && !areLinked(word, words)) {
                    assertThat(office.survivor(records.get(word.one())))
                            .isNotEqualTo(office.survivor(records.get(word.other())));
                }
            }
        }
    }

    @Property(tries = 60)
    void a_decider_that_starts_anew_knows_what_officers_said(
            @ForAll("factsAroundWords") List<Fact> facts, @ForAll("words") List<Word> words, @ForAll Random random) {
        List<Object> all = among(facts, words, random);
        int half = random.nextInt(all.size() + 1);
        try (var office = new Office();
                var before = new Office()) {
            say(office, all, records(office));
            List<ChildId> records = records(before);
            say(before, all.subList(0, half), records);
            try (var after = before.restarted()) {
                say(after, all.subList(half, all.size()), records);
                assertThat(after.children()).isEqualTo(office.children());
            }
        }
    }

    private static List<ChildId> records(Office office) {
        var records = new ArrayList<ChildId>();
        for (int number = 0; number < 4; number++) {
            var child = new Child(number, number, number % 3);
            records.add(record(office, "known-" + number, new ChildRef.ByLocalId(child.local())));
            records.add(record(office, "ward-" + number, new ChildRef.ByLocalId(child.ward())));
        }
        for (int number = 0; number < 4; number++) {
            Person person = new Child(number, number, number % 3).person();
            records.add(record(office, "person-" + number, new ChildRef.ByPerson(person)));
        }
        return records;
    }

    private static ChildId record(Office office, String ref, ChildRef child) {
        return office.recorded(Office.CLINIC, ref, child, SEEN).childId();
    }

    /** Words in their order among facts in theirs. */
    private static List<Object> among(List<Fact> facts, List<Word> words, Random random) {
        var all = new ArrayList<Object>(facts);
        int at = 0;
        for (Word word : words) {
            at += random.nextInt(all.size() - at + 1);
            all.add(at++, word);
        }
        return all;
    }

    private static void say(Office office, List<Object> all, List<ChildId> records) {
        for (Object said : all) {
            Fact fact = said instanceof Word word
                    ? OfficersOrdersTest.order(
                            OfficersOrdersTest.SAULE,
                            AgencyId.BESIK,
                            "word-" + word.n(),
                            records.get(word.one()),
                            word.order(records.get(word.other())))
                    : (Fact) said;
            assertThat(office.say(List.of(fact))).allMatch(Answer.Recorded.class::isInstance);
        }
    }

    /** Whether merges that nobody took back make the two one, where numbers may join the two records of a child. */
    private static boolean areLinked(Word word, List<Word> words) {
        var one = new HashSet<>(Set.of(Word.child(word.one())));
        for (int round = 0; round < words.size(); round++) {
            for (Word link : words) {
                boolean isCut = words.contains(new Word(link.n() + 1, Pairing.Word.NOT_ONE, link.other(), link.one()));
                Set<Integer> both = Set.of(Word.child(link.one()), Word.child(link.other()));
                if (link.says() == Pairing.Word.ONE && !isCut && !Collections.disjoint(one, both)) {
                    one.addAll(both);
                }
            }
        }
        return one.contains(Word.child(word.other()));
    }
}
