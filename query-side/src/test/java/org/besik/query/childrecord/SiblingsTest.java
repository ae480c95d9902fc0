package org.besik.query.childrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.custody.RecordSealed;
import org.besik.events.registration.BirthRegistered;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiblingsTest {

    static final LocalDate MOTHERS_BIRTHDAY = LocalDate.of(1990, 2, 3);
    static final Iin MOTHERS_IIN = new Iin("190401600016");
    static final ChildId ADA = id(1);
    static final ChildId BOLAT = id(2);

    static ChildId id(int number) {
        return new ChildId(new UUID(0, number).toString());
    }

    static Relative mother(String name, @Nullable LocalDate born, @Nullable Iin iin) {
        return new Relative(name, null, null, null, born, iin);
    }

    static Facts child(ChildId id, String born, String region, Relative mother) {
        var person = new Person("Оспан", "Бала", null, null, LocalDate.parse(born), null);
        return Facts.of(id)
                .from("registry", region)
                .add(
                        born,
                        new BirthRegistered(id, person, null, List.of(), mother, new Place(region, null, null), null));
    }

    static List<String> siblingsOfAda(RecordFacts... records) {
        var views = new FoldedViews(List.of(records), List.of(new ChildCards(ChildSearchTest.KEYS)));
        return new Siblings(views)
                .of(ChildSearchTest.ASTANA, ADA.value()).stream()
                        .map(ChildCard::id)
                        .toList();
    }

    @Test
    void children_of_one_mother_are_found_by_her_number() {
        assertThat(siblingsOfAda(
                        child(ADA, "2020-01-01", "KZ-71", mother("Оспанова Г", null, MOTHERS_IIN))
                                .record(),
                        child(BOLAT, "2022-01-01", "KZ-71", mother("Ospanova G", null, MOTHERS_IIN))
                                .record(),
                        child(id(3), "2018-01-01", "KZ-71", mother("Ospanova G", null, MOTHERS_IIN))
                                .record()))
                .containsExactly(id(3).value(), BOLAT.value());
    }

    @Test
    void without_a_number_her_name_counts_only_with_her_birth_date() {
        assertThat(siblingsOfAda(
                        child(ADA, "2020-01-01", "KZ-71", mother("Оспанова Гүлнәр", MOTHERS_BIRTHDAY, null))
                                .record(),
                        child(BOLAT, "2022-01-01", "KZ-71", mother("Гулнар Оспанова", MOTHERS_BIRTHDAY, null))
                                .record(),
                        child(id(3), "2023-01-01", "KZ-71", mother("Оспанова Гүлнәр", null, null))
                                .record()))
                .containsExactly(BOLAT.value());
    }

    @Test
    void a_sibling_that_is_not_yours_to_read_is_not_told_of() {
        assertThat(siblingsOfAda(
                        child(ADA, "2020-01-01", "KZ-71", mother("Оспанова", null, MOTHERS_IIN))
                                .record(),
                        child(BOLAT, "2022-01-01", "KZ-75", mother("Оспанова", null, MOTHERS_IIN))
                                .record(),
                        child(id(3), "2023-01-01", "KZ-71", mother("Оспанова", null, MOTHERS_IIN))
                                .add("2023-02-01", new RecordSealed(id(3), "adoption"))
                                .record()))
                .isEmpty();
    }
}
