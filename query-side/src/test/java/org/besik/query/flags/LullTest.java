package org.besik.query.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LullTest {

    private final Lull lull = new Lull(1_000, Duration.ZERO);

    private boolean isNow(long head, double seconds) {
        return lull.isNow(head, Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    @Test
    void facts_that_come_one_by_one_are_no_delivery() {
        long head = 1_000;
        for (double at = 0; at < 60; at += 0.5) {
            assertThat(isNow(head++, at)).isTrue();
        }
    }

    @Test
    void a_large_delivery_is_waited_for_until_it_pauses() {
        assertThat(isNow(1_000, 0.5)).isTrue();
        assertThat(isNow(3_000, 1)).isFalse();
        long head = 3_000;
        for (double at = 1.5; at < 60; at += 0.5) {
            assertThat(isNow(head += 1_000, at)).isFalse();
        }
        assertThat(isNow(head, 62)).isFalse();
        assertThat(isNow(head, 66)).isFalse();
        assertThat(isNow(head, 71)).isTrue();
    }

    @Test
    void a_delivery_that_falters_is_still_one() {
        assertThat(isNow(3_000, 1)).isFalse();
        assertThat(isNow(3_000, 4)).isFalse();
        assertThat(isNow(5_000, 6)).isFalse();
        assertThat(isNow(5_000, 9)).isFalse();
        assertThat(isNow(7_000, 11)).isFalse();
    }
}
