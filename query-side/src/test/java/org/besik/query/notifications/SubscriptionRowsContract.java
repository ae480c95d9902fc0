package org.besik.query.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.besik.query.notifications.SubscriptionRows.Row;
import org.junit.jupiter.api.Test;

/** How subscriptions are kept, wherever they are. */
public abstract class SubscriptionRowsContract {

    /** The same ones each time, opened anew; none at first. */
    protected abstract SubscriptionRows rows();

    private static Row row(String revision, String body) {
        return new Row(revision, body.getBytes(UTF_8));
    }

    private String kept(String id) {
        try (var rows = rows()) {
            var found = rows.find(id);
            return found == null ? "nothing" : found.revision() + " " + new String(found.body(), UTF_8);
        }
    }

    private boolean replace(String id, String expected, String next) {
        try (var rows = rows()) {
            return rows.replace(
                    id, expected.isEmpty() ? null : expected, next.isEmpty() ? null : row(next, "body of " + next));
        }
    }

    @Test
    void what_is_put_is_kept_in_the_order_of_ids() {
        assertThat(replace("b", "", "r1")).isTrue();
        assertThat(replace("a", "", "r2")).isTrue();
        try (var rows = rows()) {
            assertThat(rows.all().keySet()).containsExactly("a", "b");
            assertThat(Objects.requireNonNull(rows.all().get("a")).revision()).isEqualTo("r2");
        }
        assertThat(kept("b")).isEqualTo("r1 body of r1");
    }

    @Test
    void who_did_not_see_what_is_there_changes_nothing() {
        assertThat(replace("a", "", "r1")).isTrue();
        assertThat(replace("a", "", "r2")).isFalse();
        assertThat(replace("a", "r0", "r2")).isFalse();
        assertThat(replace("a", "r0", "")).isFalse();
        assertThat(replace("a", "", "")).isFalse();
        assertThat(kept("a")).isEqualTo("r1 body of r1");
        assertThat(replace("a", "r1", "r2")).isTrue();
        assertThat(kept("a")).isEqualTo("r2 body of r2");
    }

    @Test
    void what_was_taken_away_is_gone_and_may_come_again() {
        assertThat(replace("a", "", "r1")).isTrue();
        assertThat(replace("a", "r1", "")).isTrue();
        assertThat(kept("a")).isEqualTo("nothing");
        assertThat(replace("a", "r1", "r2")).isFalse();
        assertThat(replace("a", "", "r3")).isTrue();
        assertThat(kept("a")).isEqualTo("r3 body of r3");
    }

    @Test
    void of_many_at_once_one_changes_it() throws Exception {
        assertThat(replace("a", "", "r0")).isTrue();
        try (var rows = rows();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changed = threads.invokeAll(IntStream.range(1, 9)
                    .<Callable<Boolean>>mapToObj(i -> () -> rows.replace("a", "r0", row("r" + i, "x")))
                    .toList());
            int winners = 0;
            for (var change : changed) {
                winners += change.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
