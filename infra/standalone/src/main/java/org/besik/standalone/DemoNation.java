package org.besik.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.besik.standalone.client.FactStream;
import org.jspecify.annotations.Nullable;

/**
 * A small simulated nation, delivered through the same door as anybody's facts. Loading it twice adds nothing.
 */
public final class DemoNation {

    private DemoNation() {}

    /**
     * What became of its lines.
     *
     * @param refused the deliveries hold some malformed lines, as real ones do
     */
    public record Loaded(int recorded, int duplicate, int refused) {}

    /** Sends it to a server with a hub's token and waits until all of it is recorded. */
    public static Loaded load(URI server, String hubToken) throws IOException {
        try (var stream = new FactStream(server, hubToken);
                var deliveries = deliveries()) {
            var sender = Thread.ofVirtual().start(() -> send(deliveries, stream));
            int recorded = 0;
            int duplicate = 0;
            int refused = 0;
            for (String answer = stream.readAnswer(); answer != null; answer = stream.readAnswer()) {
                switch (status(answer)) {
                    case "recorded" -> recorded++;
                    case "duplicate" -> duplicate++;
                    default -> refused++;
                }
            }
            sender.interrupt();
            return new Loaded(recorded, duplicate, refused);
        }
    }

    /** Its lines, in the order of delivery. */
    public static BufferedReader deliveries() throws IOException {
        InputStream packed = DemoNation.class.getResourceAsStream("/demo/facts.ndjson.gz");
        if (packed == null) {
            throw new IllegalStateException("the demo is not in this build");
        }
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
    }

    private static void send(BufferedReader lines, FactStream stream) {
        try {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                stream.sendLine(line);
            }
            stream.end();
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private static String status(String answer) {
        int start = answer.indexOf("\"status\":\"") + "\"status\":\"".length();
        return answer.substring(start, answer.indexOf('"', start));
    }
}
