package org.besik.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.besik.standalone.client.Connection;

/** Says every five seconds how far something is that takes minutes. */
final class BuildProgress {

    private static final long PAUSE = 5_000_000_000L;

    private final int children;
    private final long began = System.nanoTime();
    private long said = began;
    private double mostBehind;

    BuildProgress(int children) {
        this.children = children;
    }

    /** Looks how far a server's views are; nothing is said while it cannot be asked. */
    void look(URI server) {
        if (System.nanoTime() - said < PAUSE) {
            return;
        }
        said = System.nanoTime();
        try (var connection = new Connection(server)) {
            Map<String, Double> samples = Metrics.read(connection, Metrics.LAG, Metrics.BUILD);
            double behind = Metrics.lag(samples, "events");
            mostBehind = Math.max(mostBehind, behind);
            if (behind >= 0 && mostBehind > 0) {
                say(("views " + Metrics.step(samples)).strip(), 1 - behind / mostBehind);
            }
        } catch (IOException notYet) {
            // It is only starting
        }
    }

    private void say(String what, double part) {
        System.err.println(said(what, part, children, (System.nanoTime() - began) / 1e9));
    }

    /** In words: what is done, how fast, and how long the rest will take if it goes on like that. */
    static String said(String what, double part, int children, double seconds) {
        double rate = part * children / seconds;
        String rest = rate > 0 ? String.format(Locale.ROOT, ", %,.0f s to go", (1 - part) * children / rate) : "";
        return String.format(
                Locale.ROOT,
                "  %s: %.0f %% of %,d children, %,.0f children/s%s",
                what,
                100 * part,
                children,
                rate,
                rest);
    }
}
