package org.besik.simulator;

import java.time.LocalDate;

/**
 * A line as the hub delivers it.
 *
 * @param deliveredOn the day on which the hub has it
 * @param order among the lines of a day
 * @param child whose life it is about, which the line itself need not say
 * @param occurredOn the day the line states
 * @param kind what sort of news it is
 * @param line the fact, UTF-8 JSON with a line feed
 */
public record Delivered(int deliveredOn, long order, int child, int occurredOn, Kind kind, byte[] line) {

    /** What other systems would make of a line. */
    public enum Kind {
        /** A professional of health saw the child. */
        HEALTH_VISIT,
        /** Another professional saw the child, or it was at school in that month. */
        SEEN,
        /** The child died or left the country. */
        CLOSING,
        /** It came back. */
        OPENING,
        /** Anything else about a child. */
        OTHER,
        /** Sent a second time. */
        AGAIN,
        /** No fact at all. */
        MALFORMED
    }

    /** The day of delivery as a date. */
    public LocalDate day() {
        return Days.date(deliveredOn);
    }
}
