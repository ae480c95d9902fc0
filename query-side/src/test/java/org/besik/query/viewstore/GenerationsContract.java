package org.besik.query.viewstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.besik.query.viewstore.ViewStore.Change.Upsert;
import org.junit.jupiter.api.Test;

/** How generations are kept, wherever they are. */
public abstract class GenerationsContract {

    private static final Table TOYS = new Table(
            "toys", List.of(new Table.Field("price", Table.Type.LONG)), List.of(List.of("price"), List.of("-price")));
    private static final Table RESHAPED = new Table(TOYS.name(), TOYS.fields(), List.of());
    private static final Table OTHERS = new Table("others", List.of(), List.of());
    private static final Document ROBOT = new Document("robot", Map.of("price", 7L), new byte[0]);

    /** The same ones each time; none at first. */
    protected abstract Generations generations();

    private void open(String generation, long position) {
        try (ViewStore store = generations().open(generation, List.of(TOYS))) {
            store.apply(List.of(new Upsert(TOYS, ROBOT)), position);
        }
    }

    @Test
    void generations_are_listed_and_each_goes_on_where_it_was() {
        assertThat(generations().all()).isEmpty();
        open("b-1", 42);
        open("a-1", 7);
        assertThat(generations().all()).containsExactly("a-1", "b-1");
        try (ViewStore store = generations().open("b-1", List.of(TOYS, OTHERS))) {
            assertThat(store.position()).isEqualTo(42);
            assertThat(store.get(TOYS, "robot")).isPresent();
            assertThat(store.get(OTHERS, "robot")).isEmpty();
        }
    }

    @Test
    void one_of_them_is_live() {
        assertThat(generations().live()).isEmpty();
        generations().setLive("a-1");
        generations().setLive("b-1");
        assertThat(generations().live()).contains("b-1");
    }

    @Test
    void one_fits_that_holds_all_tables_in_their_shape() {
        open("a-1", 1);
        assertThat(generations().fits("a-1", List.of(TOYS))).isTrue();
        assertThat(generations().fits("a-1", List.of())).isTrue();
        assertThat(generations().fits("a-1", List.of(TOYS, OTHERS))).isFalse();
        assertThat(generations().fits("a-1", List.of(RESHAPED))).isFalse();
        assertThat(generations().fits("a-2", List.of())).isFalse();
    }

    @Test
    void one_that_was_being_filled_fits_nothing_and_begins_anew() {
        try (ViewStore store = generations().open("a-1", List.of(TOYS, OTHERS))) {
            store.apply(List.of(new Upsert(OTHERS, new Document("kite", Map.of(), new byte[0]))), 0);
            store.fill(List.of(TOYS), false);
            store.apply(List.of(new Upsert(TOYS, ROBOT)), 0);
        }
        assertThat(generations().all()).containsExactly("a-1");
        assertThat(generations().fits("a-1", List.of(TOYS))).isFalse();
        try (ViewStore store = generations().open("a-1", List.of(TOYS, OTHERS))) {
            assertThat(generations().fits("a-1", List.of(TOYS))).isTrue();
            assertThat(store.get(OTHERS, "kite")).isEmpty();
            assertThat(store.get(TOYS, "robot")).isEmpty();
        }
    }

    @Test
    void one_that_was_filled_goes_on_as_any_other() {
        try (ViewStore store = generations().open("a-1", List.of(TOYS, OTHERS))) {
            store.fill(List.of(TOYS, OTHERS), false);
            store.apply(List.of(new Upsert(TOYS, ROBOT)), 0);
            store.filled(List.of(TOYS, OTHERS));
            assertThat(generations().fits("a-1", List.of(TOYS))).isFalse();
            store.apply(List.of(), 1);
        }
        assertThat(generations().fits("a-1", List.of(TOYS, OTHERS))).isTrue();
        try (ViewStore store = generations().open("a-1", List.of(TOYS, OTHERS))) {
            assertThat(store.position()).isEqualTo(1);
            assertThat(store.get(TOYS, "robot")).isPresent();
        }
    }

    @Test
    void what_is_deleted_begins_anew() {
        open("a-1", 9);
        open("a-2", 3);
        assertThat(generations().unused("a")).isEqualTo("a-3");
        generations().delete("a-1");
        generations().delete("never-there");
        assertThat(generations().all()).containsExactly("a-2");
        assertThat(generations().unused("a")).isEqualTo("a-1");
        try (ViewStore store = generations().open("a-1", List.of(TOYS))) {
            assertThat(store.position()).isZero();
            assertThat(store.get(TOYS, "robot")).isEmpty();
        }
    }
}
