package org.besik.command.publishing.kafka;

import java.util.OptionalLong;
import org.besik.command.leases.LeaseRows;
import org.besik.command.leases.LeaseRows.Row;
import org.jspecify.annotations.Nullable;

/** What any node may ask of the one that relays: to send the events from a position on once more. */
public final class ResendRequests {

    private static final String NAME = "resend";
    private static final String ASKED = "asked";
    private static final String DONE = "";

    private final LeaseRows rows;

    /** Requests kept beside the leases. */
    public ResendRequests(LeaseRows rows) {
        this.rows = rows;
    }

    /**
     * Asks; what was asked before and not begun yet is part of it.
     *
     * @throws IllegalStateException if the store does not answer
     */
    public void ask(long from) {
        Row found;
        Row next;
        do {
            found = rows.find(NAME);
            long first = found != null && isOpen(found) ? Math.min(from, found.mark()) : from;
            next = new Row(ASKED, term(found) + 1, 0, first);
        } while (!rows.replace(NAME, found, next));
    }

    /** What is asked for; it counts as begun. */
    OptionalLong take() {
        Row found = rows.find(NAME);
        if (found == null || !isOpen(found) || !rows.replace(NAME, found, new Row(DONE, found.term(), 1, 0))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(found.mark());
    }

    private static boolean isOpen(Row found) {
        return found.holder().equals(ASKED);
    }

    private static long term(@Nullable Row found) {
        return found == null ? 0 : found.term();
    }
}
