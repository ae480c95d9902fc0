package org.besik.events.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.besik.events.codec.StoredEvent;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int HEAD = 10;

    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();

    private List<StoredEvent> page(long after) {
        asked.add(after);
        return LongStream.rangeClosed(after + 1, Math.min(after + 4, HEAD))
                .mapToObj(position ->
                        new StoredEvent(position, "contact.ContactRecorded", "1", new byte[0], List.of(), new byte[0]))
                .toList();
    }

    @Test
    void every_event_comes_once_and_in_order() {
        var positions = new ArrayList<Long>();
        try (var pages = new ReadAhead(this::page)) {
            for (List<StoredEvent> page = pages.apply(0); !page.isEmpty(); page = pages.apply(positions.getLast())) {
                page.forEach(event -> positions.add(event.position()));
            }
        }

        assertThat(positions).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(asked).containsExactly(0L, 4L, 8L, 10L);
    }

    @Test
    void the_next_page_is_read_before_anybody_asks() throws InterruptedException {
        try (var pages = new ReadAhead(this::page)) {
            pages.apply(0);

            assertThat(asked.poll(1, TimeUnit.MINUTES)).isEqualTo(0);
            assertThat(asked.poll(1, TimeUnit.MINUTES)).isEqualTo(4);
        }
    }

    @Test
    void another_place_than_the_next_is_read_when_asked_for() {
        try (var pages = new ReadAhead(this::page)) {
            pages.apply(0);

            assertThat(pages.apply(2)).extracting(StoredEvent::position).containsExactly(3L, 4L, 5L, 6L);
        }
    }

    @Test
    void a_page_that_cannot_be_read_fails_when_it_is_asked_for_and_may_be_asked_for_again() {
        var failing = new ArrayList<>(List.of(true));
        try (var pages = new ReadAhead(after -> {
            if (after == 4 && !failing.isEmpty()) {
                failing.clear();
                throw new IllegalArgumentException("unreadable");
            }
            return page(after);
        })) {
            assertThat(pages.apply(0)).hasSize(4);
            assertThatThrownBy(() -> pages.apply(4)).isInstanceOf(IllegalArgumentException.class);
            assertThat(pages.apply(4)).hasSize(4);
        }
    }
}
