package org.besik.events.feed;

import java.time.Duration;
import java.util.List;
import org.besik.events.codec.StoredEvent;

/** Durable events in log order, for readers that keep their own position. */
public interface EventFeed {

    /** The position of the last durable event; 0 for an empty log. */
    long head();

    /** Up to {@code limit} events after a position, in order and without a gap; empty when there are none yet. */
    List<StoredEvent> read(long after, int limit);

    /**
     * Waits until there is an event after a position.
     *
     * @return false if the timeout came first
     */
    boolean await(long after, Duration timeout) throws InterruptedException;
}
