package org.besik.query.notifications;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscription was told. The messages and the position up to which they tell are kept in one write: so nothing is
 * left out and nothing put into two messages, wherever a process dies.
 *
 * @param position the flags up to it are told, or stand in a message that waits
 * @param waiting messages that were made and not taken yet, in order
 * @param attempts how often in a row the first of them was not taken
 * @param nextAttempt not before; null: at once
 * @param failingSince when sending began to fail; null: it does not
 * @param problem what kept the receiver from taking the last one; null: nothing
 * @param lastDelivered when a message was taken last; null: none yet
 */
record Progress(
        long position,
        List<Message> waiting,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable Instant failingSince,
        @Nullable String problem,
        @Nullable Instant lastDelivered) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    static Progress from(long position) {
        return new Progress(position, List.of(), 0, null, null, null, null);
    }

    Progress composed(long upTo, List<Message> messages) {
        return new Progress(upTo, messages, 0, null, failingSince, problem, lastDelivered);
    }

    /** The first message was taken. */
    Progress taken(Instant now) {
        return new Progress(position, waiting.subList(1, waiting.size()), 0, null, null, null, now);
    }

    /** The first message was not taken; it is sent again, after ever longer pauses. */
    Progress refused(Instant now, String why) {
        return new Progress(
                position,
                waiting,
                attempts + 1,
                now.plus(pause(attempts)),
                failingSince == null ? now : failingSince,
                why,
                lastDelivered);
    }

    /** Somebody changed something: it may work now. */
    Progress atOnce() {
        return new Progress(position, waiting, 0, null, failingSince, problem, lastDelivered);
    }

    @JsonIgnore
    boolean isDue(Instant now) {
        return !waiting.isEmpty() && (nextAttempt == null || !now.isBefore(nextAttempt));
    }

    static Duration pause(int failedBefore) {
        int doublings = Math.min(failedBefore, 12);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
