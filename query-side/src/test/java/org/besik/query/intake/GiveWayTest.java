package org.besik.query.intake;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GiveWayTest {

    private final GiveWay giveWay = new GiveWay();
    private final List<Thread> started = new ArrayList<>();

    @Test
    void while_nobody_asks_all_work_side_by_side() {
        giveWay.begin();
        giveWay.between();
        assertThatItGoesOn(started(giveWay::begin));
    }

    @Test
    void while_somebody_asks_one_works_and_others_wait_for_the_answer() {
        giveWay.asked();
        giveWay.begin();
        giveWay.between();
        Thread other = started(giveWay::begin);
        assertThatItWaits(other);
        giveWay.answered();
        assertThatItGoesOn(other);
    }

    @Test
    void who_is_at_work_stops_between_two_pieces_and_goes_on_when_the_other_has_ended() {
        giveWay.begin();
        giveWay.begin();
        giveWay.asked();
        Thread one = started(giveWay::between);
        assertThatItWaits(one);
        giveWay.between();
        giveWay.end();
        assertThatItGoesOn(one);
    }

    @Test
    void a_second_question_is_waited_for_as_well() {
        giveWay.asked();
        giveWay.asked();
        giveWay.begin();
        Thread other = started(giveWay::begin);
        giveWay.answered();
        assertThatItWaits(other);
        giveWay.answered();
        assertThatItGoesOn(other);
    }

    private Thread started(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().start(work);
        started.add(thread);
        return thread;
    }

    private static void assertThatItGoesOn(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TERMINATED);
    }

    private static void assertThatItWaits(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @AfterEach
    void nobody_is_left_waiting() {
        while (started.stream().anyMatch(Thread::isAlive)) {
            giveWay.end();
        }
    }
}
