package org.besik.query.flags;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/untracked/stream}: who came on the list and who went, as server-sent events. */
@RestController
public class FlagStreamController {

    /** Nothing for so long is said to be nothing, so that nobody in between takes the line for dead. */
    private static final long HEARTBEAT = 15_000_000_000L;

    /** A stream ends before its token does; whoever comes back goes on where it ended. */
    private static final long LONGEST = 15 * 60 * 1_000_000_000L;

    private static final int MOST_READERS = 500;

    private static final JsonMapper JSON = new JsonMapper();

    private final FlagStream stream;
    private volatile boolean closing;

    FlagStreamController(FlagStream stream) {
        this.stream = stream;
    }

    /** Streams would hold up the end of the process. */
    @EventListener
    void on(ContextClosedEvent closed) {
        closing = true;
    }

    /**
     * Events {@code flagged} and {@code lifted}; {@code reset}: something was missed, read the list again.
     *
     * @param lastEventId the last event heard, as browsers send it when they come back
     */
    @GetMapping("/v1/untracked/stream")
    public void stream(
            Caller caller,
            @RequestParam Optional<String> region,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        List<String> regions = Access.listed(caller, region);
        if (stream.readers() >= MOST_READERS) {
            response.setHeader("Retry-After", "60");
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many listen already.");
        }
        try (var reader = stream.listen(
                lastEventId,
                change -> (regions.isEmpty() || regions.contains(change.region())) && Access.mayRead(caller, change))) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            tell(reader, response.getOutputStream());
        }
    }

    private void tell(FlagStream.Reader reader, OutputStream out) throws IOException, InterruptedException {
        write(out, "retry: 3000\nid: " + reader.from + "\n: listening\n\n");
        long began = System.nanoTime();
        long spoke = began;
        while (!closing && System.nanoTime() - began < LONGEST) {
            FlagChange change = reader.next(500);
            String said = "";
            if (reader.missed()) {
                said = "event: reset\ndata: {}\n\n";
            }
            if (change != null) {
                said += "id: " + change.id() + "\nevent: " + (change.lifted() ? "lifted" : "flagged") + "\ndata: "
                        + JSON.writeValueAsString(data(change)) + "\n\n";
            } else if (said.isEmpty() && System.nanoTime() - spoke >= HEARTBEAT) {
                said = ": still here\n\n";
            }
            if (!said.isEmpty()) {
                write(out, said);
                spoke = System.nanoTime();
            }
        }
    }

    private static void write(OutputStream out, String said) throws IOException {
        out.write(said.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Map<String, @Nullable Object> data(FlagChange change) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("childId", change.childId());
        data.put("reason", change.reason());
        data.put("since", change.since().toString());
        data.put("dueOn", change.dueOn().toString());
        data.put("region", change.region());
        data.put("district", change.district());
        return data;
    }
}
