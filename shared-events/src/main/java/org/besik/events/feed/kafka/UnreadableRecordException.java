package org.besik.events.feed.kafka;

/** A record of the topic that holds no event. Its message is ours and repeats nothing of the record. */
public final class UnreadableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why in our own words */
    public UnreadableRecordException(String why) {
        super(why, null, false, false);
    }
}
