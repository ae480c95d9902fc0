package org.besik.query.flags;

import java.time.Duration;

/**
 * Answers: do facts come in as they do from day to day, or is a large delivery under way? In the middle of one most children
 * look silent, because their later facts are still to come. Looked at every half second or so.
 */
final class Lull {

    /** So many within one or two of {@link #SPAN} are no large delivery: 25 to 50 a second, a hundred times a nation's daily facts. */
    static final long FEW = 250;

    static final Duration SPAN = Duration.ofSeconds(5);

    /** Whoever delivers without a pause for longer is not waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private Mark before;
    private Mark last;

    private record Mark(long head, Duration at) {}

    /**
     * @param head of the log
     * @param now on any clock that only goes forward
     */
    Lull(long head, Duration now) {
        this.before = new Mark(head, now);
        this.last = before;
    }

    /** Whether so few facts have come of late that nothing large is coming in. */
    boolean isNow(long head, Duration now) {
        if (now.minus(last.at()).compareTo(SPAN) >= 0) {
            before = last;
            last = new Mark(head, now);
        }
        return head - before.head() < FEW;
    }
}
