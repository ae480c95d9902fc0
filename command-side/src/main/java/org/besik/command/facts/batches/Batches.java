package org.besik.command.facts.batches;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.facts.Answers;
import org.besik.command.facts.FactMetrics;
import org.besik.command.facts.Pace;
import org.besik.command.facts.Problem;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.keys.KeyedDigest;
import org.besik.command.refusal.Refused;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides files of facts in the background, one after the other, through the same reading and deciding as any fact. How
 * far a file has come is kept after each {@value #CHUNK} lines; after a crash it goes on from there, and the few lines that
 * were recorded since are answered as duplicates, as if they had been sent twice.
 */
public final class Batches implements AutoCloseable {

    private static final int CHUNK = 250;
    private static final Duration PAUSE_WITHOUT_LOG = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final BatchFiles files;
    private final FactReader reader;
    private final Deciding deciding;
    private final FactMetrics metrics;
    private final Pace pace;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("besik-batches").factory());

    /** What has changed since it was last kept, and where the present run began. */
    private final Map<String, Batch> now = new ConcurrentHashMap<>();

    private final Map<String, Long> doneBefore = new ConcurrentHashMap<>();

    /** @param folder where files wait; made if it is not there */
    public Batches(
            Path folder,
            KeyedDigest digest,
            FactReader reader,
            Deciding deciding,
            FactMetrics metrics,
            Pace pace,
            Clock clock) {
        this.files = new BatchFiles(folder, digest);
        this.reader = reader;
        this.deciding = deciding;
        this.metrics = metrics;
        this.pace = pace;
        this.clock = clock;
    }

    /** Goes on with what was under way when the process ended. */
    public void start() {
        files.tidy();
        for (Batch batch : files.all().reversed()) {
            if (!batch.isOver()) {
                submit(batch.id());
            }
        }
    }

    /**
     * Takes a file. Once this returns it will be decided, whatever happens.
     *
     * @param name as the sender calls it; null: not said
     * @throws BatchFiles.TooLong if it has more bytes than allowed
     */
    Batch take(Caller caller, @Nullable String name, Batch.Format format, InputStream in, long mostBytes)
            throws IOException {
        String id = UUID.randomUUID().toString();
        boolean taken = false;
        try {
            long lines = files.keep(id, in, mostBytes);
            var batch = new Batch(
                    id,
                    name,
                    format,
                    Batch.State.QUEUED,
                    Batch.Sender.of(caller),
                    clock.instant(),
                    null,
                    null,
                    format == Batch.Format.CSV ? Math.max(0, lines - 1) : lines,
                    0,
                    0,
                    0,
                    0,
                    0,
                    null);
            files.write(batch);
            taken = true;
            submit(id);
            return batch;
        } finally {
            if (!taken) {
                files.forget(id);
            }
        }
    }

    /** A batch of the caller's, or of anybody's for an administrator; empty: there is none, or it is not theirs. */
    Optional<Batch> find(Caller caller, String id) {
        if (!isId(id)) {
            return Optional.empty();
        }
        Batch running = now.get(id);
        return (running == null ? files.read(id) : Optional.of(running))
                .filter(batch -> batch.isOf(caller) || caller.is(Role.ADMIN));
    }

    /** The caller's batches, the last received first. */
    List<Batch> of(Caller caller, int limit) {
        return files.all().stream()
                .filter(batch -> batch.isOf(caller))
                .map(batch -> now.getOrDefault(batch.id(), batch))
                .limit(limit)
                .toList();
    }

    /** How many facts a second. */
    double linesPerSecond(Batch batch) {
        return batch.linesPerSecond(doneBefore.getOrDefault(batch.id(), 0L), clock.instant());
    }

    Optional<Path> refusals(Batch batch) {
        return files.report(batch.id());
    }

    private static boolean isId(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    private void submit(String id) {
        var unused = worker.schedule(() -> run(id), 0, TimeUnit.MILLISECONDS);
    }

    private void run(String id) {
        Batch batch = files.read(id).orElse(null);
        if (batch == null || batch.isOver()) {
            return;
        }
        try {
            decide(batch.running(clock.instant()));
        } catch (LogUnavailableException later) {
            LOG.error("A batch waits: nothing can be recorded");
            var unused = worker.schedule(() -> run(id), PAUSE_WITHOUT_LOG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Lines.Unreadable unreadable) {
            end(now.getOrDefault(id, batch), Batch.State.FAILED, unreadable.getMessage());
        } catch (IOException failed) {
            LOG.error("A batch cannot go on: its file cannot be read or its progress kept", failed);
            end(now.getOrDefault(id, batch), Batch.State.FAILED, "The file cannot be read any more; send it again.");
        } catch (InterruptedException stopped) {
            // Goes on at the next start
            Thread.currentThread().interrupt();
        }
    }

    private void end(Batch batch, Batch.State state, @Nullable String problem) {
        try {
            files.write(batch.over(state, clock.instant(), problem));
            now.remove(batch.id());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void decide(Batch started) throws IOException, InterruptedException {
        Batch batch = started;
        now.put(batch.id(), batch);
        doneBefore.put(batch.id(), batch.done());
        var delivery = new Delivery(batch.sender().caller(), batch.id());
        try (InputStream in = files.open(batch.id());
                OutputStream report = files.report(batch)) {
            Lines lines = Lines.of(batch.format(), in);
            for (long skipped = 0; skipped < batch.done(); skipped++) {
                lines.next();
            }
            while (true) {
                var chunk = new ArrayList<Lines.Line>(CHUNK);
                for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                    chunk.add(line);
                    if (chunk.size() == CHUNK) {
                        break;
                    }
                }
                if (chunk.isEmpty()) {
                    break;
                }
                batch = decide(batch, chunk, delivery, report);
                files.write(batch);
                now.put(batch.id(), batch);
                pace.await();
            }
        }
        end(batch, Batch.State.DONE, null);
    }

    private Batch decide(Batch batch, List<Lines.Line> chunk, Delivery delivery, OutputStream report)
            throws IOException {
        var said = new ArrayList<ReadFact>(chunk.size());
        var toDecide = new ArrayList<Fact>(chunk.size());
        for (Lines.Line line : chunk) {
            byte[] json = line.json();
            ReadFact one = json == null ? FactReader.tooLong() : reader.read(json, 0, json.length, delivery);
            said.add(one);
            Fact fact = one.fact();
            if (fact != null) {
                toDecide.add(fact);
            }
        }
        var answers = (toDecide.isEmpty() ? List.<Answer>of() : Deciding.await(deciding.record(toDecide))).iterator();
        long accepted = 0;
        long duplicate = 0;
        long refused = 0;
        long reportBytes = batch.reportBytes();
        for (int i = 0; i < said.size(); i++) {
            Answer answer = Answers.Answered.of(said.get(i), answers).answer();
            metrics.count(delivery, chunk.get(i).number(), said.get(i), answer);
            switch (answer) {
                case Answer.Recorded recorded -> accepted++;
                case Answer.Duplicate known -> duplicate++;
                case Answer.RefusedFact no -> {
                    refused++;
                    byte[] line = refusal(chunk.get(i).number(), said.get(i), no.reason());
                    report.write(line);
                    reportBytes += line.length;
                }
            }
        }
        return batch.further(chunk.size(), accepted, duplicate, refused, reportBytes);
    }

    private static byte[] refusal(long line, ReadFact said, Refused why) {
        var refusal = new LinkedHashMap<String, @Nullable Object>();
        refusal.put("line", line);
        refusal.put("ref", said.ref());
        refusal.put("problem", Problem.of(why, null).members());
        return (JSON.writeValueAsString(refusal) + "\n").getBytes(UTF_8);
    }

    /** Stops between two chunks; what is left goes on at the next start. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A batch was still being decided at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
