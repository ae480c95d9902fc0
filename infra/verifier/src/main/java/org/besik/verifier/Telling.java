package org.besik.verifier;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.besik.proofs.audit.Finding;
import org.besik.proofs.audit.Report;

/** What is said while checking, and at the end. */
final class Telling {

    private static final long EVERY = Duration.ofSeconds(1).toNanos();
    private static final int CHECKED_AFTER = 1_000;

    private final PrintWriter progress;
    private final String of;
    private final long began = System.nanoTime();
    private long told = began;
    private long count;

    /** @param of how much there is, for people; empty: not known */
    Telling(PrintWriter progress, String of) {
        this.progress = progress;
        this.of = of;
    }

    /** Another event was read. */
    void event() {
        if (++count % CHECKED_AFTER == 0 && System.nanoTime() - told >= EVERY) {
            told = System.nanoTime();
            progress.printf(Locale.ROOT, "%,d events%s, %,.0f a second ...%n", count, of, perSecond());
            progress.flush();
        }
    }

    private double perSecond() {
        return count * 1e9 / Math.max(1, System.nanoTime() - began);
    }

    /** Says what was found; the exit code. */
    int verdict(Report report, List<String> remarks, PrintWriter out) {
        progress.printf(Locale.ROOT, "%,d events read, %,.0f a second%n", count, perSecond());
        progress.flush();
        for (Finding finding : report.findings()) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %-13s %s%n",
                    finding.kind().code(),
                    finding.from() == 0
                            ? "-"
                            : finding.from() == finding.to()
                                    ? Long.toString(finding.from())
                                    : finding.from() + "-" + finding.to(),
                    finding.what());
        }
        remarks.forEach(remark -> out.println("note: " + remark));
        report.remarks().forEach(remark -> out.println("note: " + remark));
        if (report.root().length > 0) {
            out.printf(
                    Locale.ROOT,
                    "root over %d events: %s%n",
                    report.last(),
                    HexFormat.of().formatHex(report.root()));
        }
        out.println(
                report.isWhole()
                        ? "The log is as it was written; %d checkpoint(s) confirm it.".formatted(report.confirmed())
                        : "The log is NOT as it was written: %d finding(s)."
                                .formatted(report.findings().size()));
        out.flush();
        return report.isWhole() ? Verify.WHOLE : Verify.TAMPERED;
    }
}
