package org.besik.simulator;

import java.util.Locale;
import java.util.function.IntConsumer;

/** A bar on standard error that says how far something has come; silent unless the command says that somebody looks. */
final class Progress {

    private static final int WIDTH = 40;
    private static final long EVERY_NANOS = 500_000_000L;

    private final String what;
    private final long total;
    private final boolean seen = Boolean.getBoolean("besik.terminal");
    private long shown;

    private Progress(String what, long total) {
        this.what = what;
        this.total = Math.max(1, total);
    }

    static IntConsumer of(String what, long total) {
        var progress = new Progress(what, total);
        return done -> progress.show(done);
    }

    private void show(long done) {
        long now = System.nanoTime();
        boolean end = done >= total;
        if (!seen || (!end && now - shown < EVERY_NANOS)) {
            return;
        }
        shown = now;
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        System.err.printf(
                Locale.ROOT,
                "\r%s [%s%s] %,d of %,d%s",
                what,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done,
                total,
                end ? "\n" : "");
        System.err.flush();
    }
}
