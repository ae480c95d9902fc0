package org.besik.query.childrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Place;
import org.besik.events.Relative;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.events.circumstances.GuardianAssigned;
import org.besik.events.names.NameFolding;
import org.besik.events.registration.BirthRegistered;
import org.besik.query.childrecord.ChildSearch.Wanted;
import org.besik.query.records.Facts;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.sqlite.Explain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildSearchTest {

    static final LookupKeys KEYS = new LookupKeys("a key".getBytes(StandardCharsets.UTF_8), NameFolding::fold);
    static final Caller AUDITOR = new Caller("a", null, Set.of(), Set.of("KZ"), Set.of(Role.AUDITOR), Set.of());
    static final Caller ASTANA = new Caller("m", null, Set.of(), Set.of("KZ-71"), Set.of(Role.MONITOR), Set.of());

    static Wanted named(String name) {
        return new Wanted(null, name, null, null, null);
    }

    static Wanted of(String relative) {
        return named(relative).byRelative();
    }

    static RecordFacts child(int number, String surname, String given, String region) {
        return facts(number, surname, given, region, null).record();
    }

    static Facts facts(int number, String surname, String given, String region, @Nullable Relative mother) {
        var id = id(number);
        var person = new Person(surname, given, null, null, LocalDate.of(2020, 1, 1), null);
        return Facts.of(id)
                .from("registry", region)
                .add(
                        "2020-01-02",
                        new BirthRegistered(
                                id,
                                person,
                                new Iin("190401600016"),
                                List.of(new LocalId("registry", "B-" + number)),
                                mother,
                                new Place(region, null, null),
                                null));
    }

    static final LocalDate MAY_1 = LocalDate.of(2024, 5, 1);

    static ChildId id(int number) {
        return new ChildId(new UUID(0, number).toString());
    }

    static List<String> ids(ChildSearch search, Wanted wanted) {
        return search.find(AUDITOR, wanted, 10, null).items().stream()
                .map(ChildCard::id)
                .toList();
    }

    static ChildSearch over(RecordFacts... records) {
        return new ChildSearch(new FoldedViews(List.of(records), List.of(new ChildCards(KEYS))), KEYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Сәрсенова", "Сарсенова", "sarsenova", "Айгерім", "aigerim", "САРС АЙГЕР", "Qanat-Saule", "сауле"
            })
    void a_name_is_found_in_any_spelling_and_by_its_beginning(String typed) {
        var search = over(child(1, "Сәрсенова", "Айгерім", "KZ-71"), child(2, "Қанат-Сәуле", "Мира", "KZ-71"));

        assertThat(search.find(AUDITOR, named(typed), 10, null).items()).hasSize(1);
    }

    @Test
    void a_child_whose_names_both_fit_is_found_once() {
        var search = over(child(1, "Аманов", "Аман", "KZ-71"));

        assertThat(search.find(AUDITOR, named("аман"), 10, null).items()).hasSize(1);
    }

    @Test
    void every_page_goes_on_where_the_last_one_ended() {
        var records = new RecordFacts[25];
        for (int i = 0; i < records.length; i++) {
            records[i] = child(i, i % 2 == 0 ? "Аманов" : "Амантаев", "Аман" + i, i % 5 == 0 ? "KZ-75" : "KZ-71");
        }
        for (Caller caller : List.of(AUDITOR, ASTANA)) {
            var search = over(records);
            var seen = new ArrayList<String>();
            @Nullable String cursor = null;
            do {
                var page = search.find(caller, named("аман"), 4, cursor);
                page.items().forEach(card -> seen.add(card.id()));
                cursor = page.cursor();
            } while (cursor != null);

            assertThat(new HashSet<>(seen)).hasSize(caller == AUDITOR ? 25 : 20);
            assertThat(seen).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_child_is_found_by_the_name_of_its_mother_or_a_guardian_where_that_is_asked_for() {
        var mother = new Relative(null, "Оспанова", "Гүлмира", null, null, null);
        var grandmother = new Relative("Әбдірова Зейнеп", null, null, null, null, null);
        var search = over(
                facts(1, "Қасым", "Дана", "KZ-71", mother).record(),
                facts(2, "Ли", "Вера", "KZ-71", null)
                        .add("2024-05-01", new GuardianAssigned(id(2), grandmother, "grandmother", MAY_1))
                        .record(),
                child(3, "Гүлмирова", "Зейнеп", "KZ-71"));

        assertThat(ids(search, of("gulmira osp"))).containsExactly(id(1).value());
        assertThat(ids(search, of("Зейнеп Әбдір"))).containsExactly(id(2).value());
        assertThat(ids(search, named("Гүлмир"))).containsExactly(id(3).value());
        assertThat(ids(search, new Wanted(null, "Дана", null, null, "Оспанова")))
                .containsExactly(id(1).value());
        assertThat(ids(search, new Wanted(null, "Вера", null, null, "Оспанова")))
                .isEmpty();
    }

    @Test
    void the_index_holds_no_number() {
        var rows =
                new ChildCards(KEYS).fold(child(1, "Аманов", "Аман", "KZ-71")).documents();

        assertThat(rows.stream()
                        .map(row -> row.document().fields().toString()
                                + row.document().id()))
                .noneMatch(text -> text.contains("190401600016") || text.contains("B-1"));
        assertThat(rows.stream().map(row -> new String(row.document().body(), StandardCharsets.UTF_8)))
                .noneMatch(text -> text.contains("190401600016") || text.contains("B-1"));
    }

    static Stream<Wanted> questions() {
        return Stream.of(
                new Wanted("190401600016", null, null, null, null),
                new Wanted(null, null, LocalDate.of(2020, 1, 1), null, null),
                new Wanted(null, null, null, new LocalId("registry", "B-1"), null),
                named("аман"),
                of("аман"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void every_search_is_a_range_of_an_index(Wanted wanted) {
        var search = over();
        var span = search.spans(wanted).getFirst();
        var row = new Document("c/1", java.util.Map.of(ChildCards.KEY, span.from()), new byte[0]);

        for (Caller caller : List.of(AUDITOR, ASTANA)) {
            Explain.assertServedByIndex(ChildSearch.query(caller, span, null), ChildSearch.query(caller, span, row));
        }
    }
}
