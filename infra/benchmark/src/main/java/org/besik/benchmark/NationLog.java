package org.besik.benchmark;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.besik.command.CommandSide;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.keys.ChildKeys;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.keys.MasterKey;
import org.besik.command.keys.SqliteKeyRows;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.simulator.Simulation;

/**
 * The log of a nation whose register opened a few weeks ago, decided as the server decides but with no views attached: they
 * are built in one go when the server starts. The children that single facts are sent about stand in a file beside it.
 */
final class NationLog {

    private static final int WEEKS = 4;
    private static final int AT_ONCE = 1_000;
    private static final int DECIDED_AT_ONCE = 250;
    private static final int MOST_UNDECIDED = 32;

    /** So many children are known by name to those who report. */
    private static final int MOST_KNOWN = 400_000;

    private static final Pattern BIRTH =
            Pattern.compile("^\\{\"fact\": \"birth\".*?\"child\": (\\{.*?}+), \"occurredOn\"");

    private static final Pattern SEEN_BY =
            Pattern.compile("^\\{\"fact\": \"contact\".*?\"agency\": \"([^\"]+)\".*\"service\": \"HEALTH\"");

    private final Path data;
    private final Clock clock;
    private final List<byte[]> waiting = new ArrayList<>();
    private final Deque<CompletableFuture<List<Answer>>> undecided = new ArrayDeque<>();

    /** How children were named at birth, and the clinic that told of each last. */
    private final Map<Integer, String> named = new TreeMap<>();

    private final Map<Integer, String> clinics = new HashMap<>();
    private long sent;
    private long recorded;
    private long shown;
    private long began;
    private int children;

    NationLog(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** Children and the clinic that each goes to, a line each. */
    static Path children(Path data) {
        return data.resolve("bench-clinics.txt");
    }

    static boolean isThere(Path data) {
        return Files.exists(children(data));
    }

    /** Lets the nation live until yesterday and records it; returns the number of recorded facts. */
    long write(int children, long seed) throws IOException {
        Files.createDirectories(data);
        LocalDate last = LocalDate.now(clock).minusDays(1);
        this.children = children;
        began = System.nanoTime();
        var settings = new Simulation.Settings(children, seed, last.minusWeeks(WEEKS), last);
        try (var nation = Simulation.of(settings, truth -> {}, done -> say("lives", done, children))) {
            deliver(nation);
        }
        Path unfinished = data.resolve("bench-clinics.part");
        Files.write(
                unfinished,
                named.entrySet().stream()
                        .filter(child -> clinics.containsKey(child.getKey()))
                        .map(child -> "\"agency\":\"%s\",\"child\":%s"
                                .formatted(clinics.get(child.getKey()), child.getValue()))
                        .toList());
        Files.move(unfinished, children(data));
        return recorded;
    }

    private void deliver(Simulation nation) throws IOException {
        var master = MasterKey.load(Map.of(), data.resolve("master.key"));
        var digest = new KeyedDigest(master);
        var reader = new FactReader(clock, canonical -> digest.digest("fact", canonical));
        var hub = new Caller("hub", null, Set.of(), Set.of(Caller.NATION), Set.of(Role.HUB), Set.of(Caller.RELAY));
        var delivery = new Delivery(hub, "nation");
        try (var keys = ChildKeys.open(SqliteKeyRows.open(data.resolve("keys.db")), master);
                var log = SqliteEventLog.open(data.resolve("log"), digest.tagHash());
                var side = new CommandSide(log, keys, digest, new SimpleMeterRegistry())) {
            Deciding deciding = side.deciding();
            nation.deliver(line -> {
                waiting.add(line.line());
                if (line.child() % (1 + children / MOST_KNOWN) == 0) {
                    name(line.child(), new String(line.line(), StandardCharsets.UTF_8));
                }
                if (waiting.size() == AT_ONCE) {
                    decide(reader, delivery, deciding);
                    say("facts", sent, nation.size());
                }
            });
            decide(reader, delivery, deciding);
            while (!undecided.isEmpty()) {
                take();
            }
        }
    }

    /** Notes how a child is named, and by whom it was seen. */
    private void name(int child, String line) {
        Matcher birth = BIRTH.matcher(line);
        if (birth.find()) {
            named.put(child, birth.group(1));
        }
        Matcher contact = SEEN_BY.matcher(line);
        if (contact.find()) {
            clinics.put(child, contact.group(1));
        }
    }

    private void decide(FactReader reader, Delivery delivery, Deciding deciding) {
        List<byte[]> lines = List.copyOf(waiting);
        waiting.clear();
        sent += lines.size();
        List<Fact> facts = IntStream.range(0, lines.size())
                .parallel()
                .mapToObj(i -> reader.read(lines.get(i), 0, lines.get(i).length, delivery))
                .map(ReadFact::fact)
                .filter(java.util.Objects::nonNull)
                .toList();
        for (int from = 0; from < facts.size(); from += DECIDED_AT_ONCE) {
            undecided.add(deciding.record(facts.subList(from, Math.min(facts.size(), from + DECIDED_AT_ONCE))));
            if (undecided.size() > MOST_UNDECIDED) {
                take();
            }
        }
    }

    private void take() {
        recorded += Deciding.await(undecided.remove()).stream()
                .filter(answer -> answer instanceof Answer.Recorded)
                .count();
    }

    private void say(String what, long done, long of) {
        long now = System.nanoTime();
        if (now - shown > 5_000_000_000L) {
            shown = now;
            System.err.println(BuildProgress.said(what, (double) done / of, children, (now - began) / 1e9));
        }
    }
}
