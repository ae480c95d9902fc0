package org.besik.query.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.sqlite.Explain;
import org.junit.jupiter.api.Test;

/** What lasts is found on each of its days and on no other, by an index range. */
class SpellsTest {

    static final Spells SPELLS = new Spells("toy", List.of("region"));
    static final LocalDate JAN_31 = LocalDate.of(2026, 1, 31);
    static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);

    static List<TableDocument> spell(LocalDate until, boolean ends) {
        return SPELLS.documents("ada/0", Map.of("region", "KZ-71"), JAN_31, until, ends, new byte[0]);
    }

    @Test
    void what_ended_stands_in_every_month_it_touched() {
        assertThat(spell(MARCH_1, true))
                .extracting(document -> document.document().id())
                .containsExactly("ada/0/2026-01", "ada/0/2026-02");
        assertThat(spell(MARCH_1.plusDays(1), true)).hasSize(3);
    }

    @Test
    void what_goes_on_stands_in_one_place_even_if_its_end_is_foreseen() {
        assertThat(spell(LocalDate.of(2040, 1, 1), false)).hasSize(1);
    }

    @Test
    void what_ended_on_its_first_day_was_never_there() {
        assertThat(spell(JAN_31, true)).isEmpty();
        assertThat(Spells.counts("toy", "KZ-71", "key", JAN_31, JAN_31)).isEmpty();
    }

    @Test
    void a_day_is_an_index_range_for_all_for_some_and_from_a_place_on() {
        Document place = Spells.place(20_000, "ada/0");
        var some = new Spells.In("region", List.of("KZ-71", "KZ-75"));
        Explain.assertServedByIndex(
                SPELLS.query("open", JAN_31, null, null, 50),
                SPELLS.query("2026-01", JAN_31, some, null, 50),
                SPELLS.query("open", JAN_31, some, place, 50));
    }

    @Test
    void a_cursor_leads_back_to_its_place() {
        Document place = SpellsCursor.read(SpellsCursor.write(Spells.place(20_000, "ada/0")));
        assertThat(Spells.since(place)).isEqualTo(20_000);
        assertThat(place.id()).isEqualTo("ada/0");
    }
}
