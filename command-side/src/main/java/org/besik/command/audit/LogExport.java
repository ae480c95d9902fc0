package org.besik.command.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;

/** Events as lines of JSON, with everything that is needed to check them elsewhere. */
public final class LogExport {

    private static final int PAGE = 500;

    private LogExport() {}

    /** Writes the events of a stretch, as far as there are any. */
    public static void write(ChainedFeed log, long from, long to, OutputStream out) throws IOException {
        var line = new ExportLine();
        var lines = new ByteArrayOutputStream(1 << 16);
        long at = from - 1;
        while (at < to) {
            List<ChainedEvent> events = log.readChained(at, (int) Math.min(PAGE, to - at));
            if (events.isEmpty()) {
                return;
            }
            events.forEach(event -> line.write(event, lines));
            lines.writeTo(out);
            lines.reset();
            at = events.getLast().position();
        }
    }
}
