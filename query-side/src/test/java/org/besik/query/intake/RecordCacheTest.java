package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.besik.events.ChildId;
import org.besik.query.intake.RecordCache.Known;
import org.besik.query.records.RecordFacts;
import org.junit.jupiter.api.Test;

class RecordCacheTest {

    private static final ChildId ADA = new ChildId("ada");
    private static final int MANY = 10_000;

    private final RecordCache cache = new RecordCache();

    @Test
    void who_is_heard_of_for_the_first_time_is_not_used_again() {
        assertThat(cache.isUsedAgain(ADA)).isFalse();
        assertThat(cache.isUsedAgain(ADA)).isTrue();
    }

    @Test
    void who_was_heard_of_long_ago_is_new_again() {
        cache.isUsedAgain(ADA);
        passBy(MANY);
        assertThat(cache.isUsedAgain(ADA)).isFalse();
    }

    @Test
    void who_is_kept_is_used_again_however_long_ago_it_was() {
        cache.isUsedAgain(ADA);
        cache.put(new Known(new RecordFacts(ADA, List.of(), List.of()), null, List.of(), List.of()));
        passBy(MANY);
        assertThat(cache.isUsedAgain(ADA)).isTrue();
    }

    @Test
    void nothing_is_remembered_after_a_batch_that_failed() {
        cache.isUsedAgain(ADA);
        cache.clear();
        assertThat(cache.isUsedAgain(ADA)).isFalse();
    }

    private void passBy(int others) {
        IntStream.range(0, others).forEach(i -> cache.isUsedAgain(new ChildId("child" + i)));
    }
}
