package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.besik.query.viewstore.sqlite.SqliteViewStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {

    @TempDir
    Path folder;

    final AtomicInteger asked = new AtomicInteger();
    final Supplier<Integer> answer = asked::incrementAndGet;
    SqliteViewStore views;
    Remembered remembered;

    @BeforeEach
    void open() {
        views = SqliteViewStore.open(folder.resolve("views"), List.of());
        views.apply(List.of(), 1);
        remembered = new Remembered(views);
    }

    @AfterEach
    void close() {
        views.close();
    }

    @Test
    void the_same_question_is_answered_once_until_the_views_change() {
        assertThat(ask("how many?")).isEqualTo(1);
        assertThat(ask("how many?")).isEqualTo(1);
        assertThat(ask("and where?")).isEqualTo(2);
        write(2);
        assertThat(ask("how many?")).isEqualTo(3);
    }

    @Test
    void an_answer_that_can_goes_on_with_each_batch_and_is_not_asked_for_anew() {
        assertThat(askFor("how many?", (before, batch) -> before + 10)).isEqualTo(1);
        write(2);
        write(3);
        assertThat(askFor("how many?", (before, batch) -> before + 10)).isEqualTo(21);
        assertThat(askFor("until when?", (before, batch) -> null)).isEqualTo(2);
        write(4);
        assertThat(askFor("until when?", (before, batch) -> null)).isEqualTo(3);
    }

    @Test
    void who_asks_while_a_batch_is_written_waits_for_what_the_batch_makes_of_the_answer() throws Exception {
        GoesOn<Integer> tenMore = (before, batch) -> before + 10;
        askFor("how many?", tenMore);
        var reader = new FutureTask<>(() -> askFor("how many?", tenMore));
        var thread = new Thread(reader);
        remembered.goOn(
                () -> {
                    views.apply(List.of(), 2);
                    thread.start();
                    Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
                },
                new WrittenBatch(List.of(), Map.of()));
        assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(11);
        thread.join();
    }

    @Test
    void what_was_read_while_a_batch_was_written_does_not_go_on_with_it() {
        GoesOn<Integer> tenMore = (before, batch) -> before + 10;
        remembered.goOn(
                () -> {
                    // Committed, though the position does not say so yet
                    assertThat(askFor("how many?", tenMore)).isEqualTo(1);
                    views.apply(List.of(), 2);
                },
                new WrittenBatch(List.of(), Map.of()));
        assertThat(askFor("how many?", tenMore)).isEqualTo(2);
    }

    @Test
    void a_batch_is_written_even_if_an_answer_cannot_go_on_with_it() {
        askFor("how many?", (before, batch) -> {
            throw new IllegalStateException("no");
        });
        write(2);
        assertThat(ask("how many?")).isEqualTo(2);
    }

    @Test
    void nothing_goes_on_when_nobody_can_tell_what_was_written() {
        GoesOn<Integer> tenMore = (before, batch) -> before + 10;
        askFor("how many?", tenMore);
        remembered.goOn(() -> views.apply(List.of(), 2), null);
        assertThat(askFor("how many?", tenMore)).isEqualTo(2);
        assertThatThrownBy(() -> remembered.goOn(
                        () -> {
                            throw new IllegalStateException("the disk is full");
                        },
                        new WrittenBatch(List.of(), Map.of())))
                .hasMessage("the disk is full");
        assertThat(askFor("how many?", tenMore)).isEqualTo(3);
    }

    @Test
    void what_nobody_asked_for_in_a_hundred_batches_is_not_carried_on() {
        var carried = new AtomicInteger();
        GoesOn<Integer> counting = (before, batch) -> {
            carried.incrementAndGet();
            return before;
        };
        askFor("how many?", counting);
        for (int position = 2; position <= 150; position++) {
            write(position);
        }
        assertThat(carried).hasValue(100);
    }

    @Test
    void what_was_read_while_a_batch_came_in_and_what_is_heavy_is_not_kept() {
        Supplier<Integer> disturbed = () -> {
            views.apply(List.of(), 2);
            return answer.get();
        };
        assertThat(remembered.answer("how many?", disturbed, any -> 1, null)).isEqualTo(1);
        assertThat(remembered.answer("how many?", answer, any -> 1_000_000, null))
                .isEqualTo(2);
        assertThat(ask("how many?")).isEqualTo(3);
    }

    @Test
    void those_asked_for_last_are_kept_when_all_would_be_too_much() {
        for (int i = 0; i < 10; i++) {
            remembered.answer(i, answer, any -> 10_000, null);
        }
        assertThat(ask(9)).isEqualTo(10);
        assertThat(ask(0)).isEqualTo(11);
    }

    private void write(long position) {
        remembered.goOn(() -> views.apply(List.of(), position), new WrittenBatch(List.of(), Map.of()));
    }

    private int ask(Object question) {
        return askFor(question, null);
    }

    private int askFor(Object question, @Nullable GoesOn<Integer> goesOn) {
        return remembered.answer(question, answer, any -> 1, goesOn);
    }
}
