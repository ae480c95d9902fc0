package org.besik.command.leases;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.besik.command.leases.LeaseRows.Row;
import org.jspecify.annotations.Nullable;

/**
 * One node's claim to a piece of work that one does at a time. Nobody compares clocks: the holder shows that it lives by a
 * beat, and whoever has watched the same beat for as long as the patience lasts, by its own clock, takes over. The holder
 * itself stops earlier, at two thirds of that, if it could not show itself. Many threads.
 */
public final class Lease implements AutoCloseable {

    private static final String NOBODY = "";

    private final LeaseRows rows;
    private final String name;
    private final String holder;
    private final long patience;
    private final LongSupplier clock;
    private @Nullable Row ours;
    private @Nullable Row watched;
    private long watchedSince;
    private long shownAt;
    private long mark;

    /**
     * A claim that holds nothing yet.
     *
     * @param holder tells this claim from every other one, also from an earlier one of the same node
     * @param patience after this long a silence another may take over
     */
    public Lease(LeaseRows rows, String name, String holder, Duration patience) {
        this(rows, name, holder, patience, System::nanoTime);
    }

    /** @param clock counts nanoseconds from anywhere, and never goes back */
    Lease(LeaseRows rows, String name, String holder, Duration patience, LongSupplier clock) {
        if (holder.equals(NOBODY)) {
            throw new IllegalArgumentException("a holder has a name");
        }
        this.rows = rows;
        this.name = name;
        this.holder = holder;
        this.patience = patience.toNanos();
        this.clock = clock;
    }

    /**
     * Shows that we live, or takes over from who does not. To be called several times within the patience.
     *
     * @return whether it is our turn
     * @throws IllegalStateException if the store does not answer; {@link #isHeld()} then still says what counts
     */
    public synchronized boolean hold() {
        long now = clock.getAsLong();
        Row found = rows.find(name);
        if (found != null && found.holder().equals(holder)) {
            return put(found, new Row(holder, found.term(), found.beat() + 1, Math.max(mark, found.mark())), now);
        }
        ours = null;
        if (found == null) {
            return put(null, new Row(holder, 1, 1, 0), now);
        }
        if (!found.equals(watched)) {
            watched = found;
            watchedSince = now;
        }
        boolean isFree = found.holder().equals(NOBODY) || now - watchedSince >= patience;
        return isFree && put(found, new Row(holder, found.term() + 1, 1, found.mark()), now);
    }

    private boolean put(@Nullable Row found, Row next, long now) {
        if (!rows.replace(name, found, next)) {
            ours = null;
            return false;
        }
        if (ours == null) {
            mark = next.mark();
        }
        ours = next;
        shownAt = now;
        return true;
    }

    /** Whether it is our turn, as far as can be known without asking. */
    public synchronized boolean isHeld() {
        return ours != null && clock.getAsLong() - shownAt < patience / 3 * 2;
    }

    /** How far the work got, by whomever; meaningful while it is our turn. */
    public synchronized long mark() {
        return mark;
    }

    /** How far we got; kept with the next sign of life. It never goes back. */
    public synchronized void mark(long reached) {
        mark = Math.max(mark, reached);
    }

    /** How long others wait before they take over. */
    public Duration patience() {
        return Duration.ofNanos(patience);
    }

    /** Gives it back at once, if it is ours; if that fails, others take it when their patience ends. */
    @Override
    public synchronized void close() {
        Row last = ours;
        ours = null;
        if (last == null) {
            return;
        }
        try {
            rows.replace(name, last, new Row(NOBODY, last.term(), last.beat() + 1, Math.max(mark, last.mark())));
        } catch (IllegalStateException unreachable) {
            // It runs out by itself
        }
    }
}
