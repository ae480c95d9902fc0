package org.besik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import org.besik.simulator.Simulation;
import org.besik.standalone.client.FactStream;

/**
 * A small simulated nation, delivered through the same door as anybody's facts. Loading it twice up to the same day adds
 * nothing.
 */
public final class DemoNation {

    private static final int CHILDREN = 600;
    private static final long SEED = 1;
    private static final int YEARS = 2;

    private DemoNation() {}

    /**
     * What became of its lines.
     *
     * @param refused the deliveries hold some malformed lines, as real ones do
     */
    public record Loaded(int recorded, int duplicate, int refused) {}

    /**
     * Sends it to a server with a hub's token and waits until all of it is recorded.
     *
     * @param lastDay the last day of the nation's life so far
     */
    public static Loaded load(URI server, String hubToken, LocalDate lastDay) throws IOException {
        var settings = new Simulation.Settings(CHILDREN, SEED, lastDay.minusYears(YEARS), lastDay);
        try (var nation = Simulation.of(settings, truth -> {}, done -> {});
                var stream = new FactStream(server, hubToken)) {
            var sender = Thread.ofVirtual().start(() -> send(nation, stream));
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

    private static void send(Simulation nation, FactStream stream) {
        try {
            nation.deliver(delivered -> stream.send(delivered.line()));
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
