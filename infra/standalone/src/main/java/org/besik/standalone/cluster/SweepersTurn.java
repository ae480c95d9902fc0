package org.besik.standalone.cluster;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.besik.command.leases.Lease;
import org.besik.command.leases.LeaseRows;
import org.besik.command.leases.LeaseRows.Row;
import org.besik.query.flags.Turn;
import org.jspecify.annotations.Nullable;

/** Which query side sweeps and notifies for all. Any of them may be asked to sweep: the one whose turn it is hears of it. */
final class SweepersTurn implements Turn, AutoCloseable {

    private static final String ASKED = "sweep-asked";
    private static final String DONE = "";

    private final LeaseRows rows;
    private final Lease lease;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean wasAsked;

    SweepersTurn(LeaseRows rows, Lease lease) {
        this.rows = rows;
        this.lease = lease;
        Thread.ofPlatform().name("besik-sweepers-turn").daemon().start(this::show);
    }

    /** A long sweep must not look like a dead one. */
    private void show() {
        try {
            do {
                try {
                    if (lease.hold() && isAsked()) {
                        wasAsked = true;
                    }
                } catch (IllegalStateException unreachable) {
                    // It runs out by itself
                }
            } while (!closing.await(lease.patience().toMillis() / 5, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAsked() {
        Row found = rows.find(ASKED);
        return found != null
                && found.holder().equals(ASKED)
                && rows.replace(ASKED, found, new Row(DONE, found.term(), found.beat() + 1, 0));
    }

    @Override
    public boolean isOurs() {
        return lease.isHeld();
    }

    @Override
    public void ask() {
        Row found;
        do {
            found = rows.find(ASKED);
        } while (!rows.replace(ASKED, found, new Row(ASKED, term(found) + 1, 0, 0)));
    }

    private static long term(@Nullable Row found) {
        return found == null ? 0 : found.term();
    }

    @Override
    public boolean wasAsked() {
        boolean was = wasAsked;
        wasAsked = false;
        return was;
    }

    @Override
    public void close() {
        closing.countDown();
        lease.close();
    }
}
