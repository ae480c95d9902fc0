package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {

    final Remembered remembered = new Remembered();
    final AtomicInteger asked = new AtomicInteger();
    final Supplier<Integer> answer = asked::incrementAndGet;

    @TempDir
    Path folder;

    @Test
    void the_same_question_is_answered_once_until_the_views_change() {
        try (var views = SqliteViewStore.open(folder.resolve("views"), List.of())) {
            assertThat(remembered.answer(views, "how many?", answer, any -> true))
                    .isEqualTo(1);
            assertThat(remembered.answer(views, "how many?", answer, any -> true))
                    .isEqualTo(1);
            assertThat(remembered.answer(views, "and where?", answer, any -> true))
                    .isEqualTo(2);
            views.apply(List.of(), 1);
            assertThat(remembered.answer(views, "how many?", answer, any -> true))
                    .isEqualTo(3);
        }
    }

    @Test
    void other_views_at_the_same_position_are_asked_anew() {
        try (var views = SqliteViewStore.open(folder.resolve("views"), List.of());
                var rebuilt = SqliteViewStore.open(folder.resolve("rebuilt"), List.of())) {
            assertThat(remembered.answer(views, "how many?", answer, any -> true))
                    .isEqualTo(1);
            assertThat(remembered.answer(rebuilt, "how many?", answer, any -> true))
                    .isEqualTo(2);
        }
    }

    @Test
    void what_was_read_while_a_batch_came_in_and_what_is_large_is_not_kept() {
        try (var views = SqliteViewStore.open(folder.resolve("views"), List.of())) {
            Supplier<Integer> disturbed = () -> {
                views.apply(List.of(), 2);
                return answer.get();
            };
            assertThat(remembered.answer(views, "how many?", disturbed, any -> true))
                    .isEqualTo(1);
            assertThat(remembered.answer(views, "how many?", answer, any -> false))
                    .isEqualTo(2);
            assertThat(remembered.answer(views, "how many?", answer, any -> true))
                    .isEqualTo(3);
        }
    }
}
