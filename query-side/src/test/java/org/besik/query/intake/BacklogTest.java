package org.besik.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BacklogTest {

    private final AtomicReference<Double> seconds = new AtomicReference<>(0.0);
    private final AtomicBoolean moves = new AtomicBoolean(true);
    private final Backlog backlog = new Backlog(seconds::get, moves::get);

    @Test
    void who_brings_facts_does_not_wait_for_views_that_keep_up() throws InterruptedException {
        seconds.set(0.5);
        backlog.await();
    }

    @Test
    void who_brings_facts_waits_until_the_views_have_caught_up() throws InterruptedException {
        seconds.set(5.0);
        Thread sender = waiting();
        seconds.set(3.0);
        backlog.advanced();
        assertThat(sender.isAlive()).isTrue();
        seconds.set(0.1);
        backlog.advanced();
        sender.join();
    }

    @Test
    void nobody_waits_for_views_that_stand_still() throws InterruptedException {
        seconds.set(5.0);
        Thread sender = waiting();
        moves.set(false);
        backlog.advanced();
        sender.join();
        backlog.await();
    }

    @Test
    void patience_ends() throws InterruptedException {
        seconds.set(5.0);
        backlog.await();
    }

    private Thread waiting() {
        Thread sender = Thread.ofPlatform().daemon().start(() -> {
            try {
                backlog.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
        return sender;
    }
}
