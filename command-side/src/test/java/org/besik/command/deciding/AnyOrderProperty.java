package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.besik.command.contact.recordcontact.RecordContact;
import org.besik.command.identity.mergerecords.MergeRecords;
import org.besik.command.identity.mergerecords.UnmergeRecords;
import org.besik.command.refusal.Rule;
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

        /** Whether it says who somebody is whom no registry may know. */
        boolean describesARecord() {
            return switch (this) {
                case NOTICE_BY_WARD, NOTICE_BY_IIN, NOTICE_BY_PERSON_WITH_WARD, CORRECTION -> true;
                default -> false;
            };
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

    /**
     * Facts among which no record with a number is described as another child: whether an officer may take such two apart
     * rests on what is known when it is said, and so on the order.
     */
    @Provide
    Arbitrary<List<Fact>> factsAroundWords() {
        return facts(true);
    }

    private static Arbitrary<List<Fact>> facts(boolean aroundWords) {
        var names =
                Arbitraries.integers().between(0, aroundWords ? 5 : 2).list().ofSize(4);
        var fathers = Arbitraries.integers().between(0, 2).list().ofSize(4);
        var sayings = Arbitraries.of(Saying.class)
                .flatMap(saying -> Arbitraries.integers().between(0, 3).map(number -> Tuple.of(saying, number)))
                .list()
                .ofMinSize(2)
                .ofMaxSize(14);
        return Combinators.combine(names, fathers, sayings).as((name, father, said) -> {
            var facts = new ArrayList<Fact>();
            for (var one : said) {
                if (one.get1() == Saying.NATIONAL_ID_BY_PERSON && !isOnePerson(one.get2(), name, said)) {
                    continue;
                }
                int number = one.get2();
                if (aroundWords && one.get1().describesARecord() && isNamesake(number, name)) {
                    continue;
                }
                facts.add(one.get1().about(new Child(number, name.get(number), father.get(number)), facts.size()));
            }
            return facts;
        });
    }

    /** Whether another child is called so, or as a correction would call this one. */
    private static boolean isNamesake(int number, List<Integer> names) {
        return IntStream.range(0, names.size())
                .anyMatch(other -> other != number
                        && (names.get(other).equals(names.get(number))
                                || names.get(other) == (names.get(number) + 1) % 3));
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

    /** Two of the records by which children are known: 2 × the child's number, and one more for the ward's. */
    record Word(boolean undoes, int one, int other) {

        Order order(ChildId record) {
            return undoes ? new UnmergeRecords(record, "not one") : new MergeRecords(record, "one");
        }
    }

    /**
     * Merges, and unmerges of what was merged before. Nobody links two children twice, by both records of one: what an unmerge
     * takes back would then be a matter of what was known when it came.
     */
    @Provide
    Arbitrary<List<Word>> words() {
        var records = Arbitraries.integers().between(0, 7);
        return Combinators.combine(records, records, Arbitraries.of(false, false, true))
                .as((one, other, undone) -> new Word(undone, one, other))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(AnyOrderProperty::linkingOnce);
    }

    private static List<Word> linkingOnce(List<Word> words) {
        var said = new ArrayList<Word>();
        int[] groups = {0, 1, 2, 3};
        for (Word word : words) {
            int one = groups[word.one() / 2];
            int other = groups[word.other() / 2];
            if (one != other) {
                said.add(new Word(false, word.one(), word.other()));
                if (word.undoes()) {
                    said.add(new Word(true, word.other(), word.one()));
                } else {
                    Arrays.setAll(groups, child -> groups[child] == other ? one : groups[child]);
                }
            }
        }
        return said;
    }

    /** The facts in any order around what officers say, wherever among them they say it. */
    @Property(tries = 150)
    void any_order_of_arrival_around_merges_and_unmerges_gives_the_same_children(
            @ForAll("factsAroundWords") List<Fact> facts, @ForAll("words") List<Word> words, @ForAll Random random) {
        var shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        try (var office = new Office();
                var other = new Office()) {
            List<Rule> taken = say(office, facts, words, random);
            assertThat(say(other, shuffled, words, random)).isEqualTo(taken);
            assertThat(other.children()).isEqualTo(office.children());
        }
    }

    /** What refused each word; null: it was taken. */
    private static List<Rule> say(Office office, List<Fact> facts, List<Word> words, Random random) {
        var records = new ArrayList<ChildId>();
        for (int number = 0; number < 4; number++) {
            var child = new Child(number, number, number % 3);
            records.add(record(office, "known-" + number, new ChildRef.ByLocalId(child.local())));
            records.add(record(office, "ward-" + number, new ChildRef.ByLocalId(child.ward())));
        }
        var said = new ArrayList<Rule>();
        int word = 0;
        for (int fact = 0; fact <= facts.size(); fact++) {
            while (word < words.size() && (fact == facts.size() || random.nextInt(facts.size()) < words.size())) {
                Word next = words.get(word);
                Answer answer = office.say(List.of(OfficersOrdersTest.order(
                                OfficersOrdersTest.SAULE,
                                AgencyId.BESIK,
                                "word-" + word++,
                                records.get(next.one()),
                                next.order(records.get(next.other())))))
                        .getFirst();
                said.add(
                        answer instanceof Answer.RefusedFact refused
                                ? refused.reason().rule()
                                : null);
            }
            if (fact < facts.size()) {
                assertThat(office.say(List.of(facts.get(fact)))).allMatch(Answer.Recorded.class::isInstance);
            }
        }
        return said;
    }

    private static ChildId record(Office office, String ref, ChildRef child) {
        return office.recorded(Office.CLINIC, ref, child, SEEN).childId();
    }
}
