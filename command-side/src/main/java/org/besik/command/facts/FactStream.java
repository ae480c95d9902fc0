package org.besik.command.facts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.facts.Answers.Answered;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.ReadFact;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of facts and the stream of its answers. The calling thread reads and parses; a second one writes, in
 * order, from the first answer on.
 *
 * <p>Lines gather while earlier ones are being decided: a quick sender fills chunks, a slow one has every line decided
 * at once, and no clock is needed. Reading pauses at {@value #UNREAD} lines whose answers nobody has taken. A sender
 * that reads nothing until it has sent everything would wait for ever then, so when writing has stood still for
 * {@value #STALL_MILLIS} ms, finished answers go to a temporary file and reading goes on.
 */
final class FactStream {

    /** The most lines decided together. */
    static final int CHUNK = 250;

    /** The most lines that wait for a decision or for their reader. */
    static final int UNREAD = 1_000;

    private static final long STALL_MILLIS = 200;
    private static final int SLICE = 1 << 13;
    private static final Logger LOG = LoggerFactory.getLogger(FactStream.class);

    private final FactReader facts;
    private final Deciding deciding;
    private final Answers answers;
    private final FactMetrics metrics;
    private final Delivery delivery;
    private final Pace pace;
    private final SpillFile spill = new SpillFile();

    /** The reader's own. */
    private int linesSinceAsked;

    /** Held while a chunk is handed over, so that chunks are decided in the order of their lines. */
    private final ReentrantLock handingOver = new ReentrantLock();

    /** Guards everything below; never held while something else is waited for. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Chunk> handedOver = new ArrayDeque<>();
    private Chunk filling = new Chunk();
    private int undecided;
    private int unread;
    private boolean waitingForInput;
    private boolean inputEnded;
    private boolean stopped;
    private boolean spilling;
    private boolean writing;
    private long lastWritten;

    FactStream(
            FactReader facts, Deciding deciding, Answers answers, FactMetrics metrics, Pace pace, Delivery delivery) {
        this.facts = facts;
        this.deciding = deciding;
        this.answers = answers;
        this.metrics = metrics;
        this.pace = pace;
        this.delivery = delivery;
    }

    /** Some consecutive lines; answered together. */
    private static final class Chunk {
        final List<ReadFact> said = new ArrayList<>();
        final List<Long> lines = new ArrayList<>();
        boolean decided;

        @Nullable
        List<Answer> answers;

        @Nullable
        Throwable failure;

        List<Fact> facts() {
            var facts = new ArrayList<Fact>(said.size());
            for (ReadFact one : said) {
                Fact fact = one.fact();
                if (fact != null) {
                    facts.add(fact);
                }
            }
            return facts;
        }
    }

    /** Reads to the end and returns once every answer was written, or nobody is there to take it. */
    void run(InputStream in, OutputStream out) throws IOException {
        Thread writer = Thread.ofPlatform().daemon().name("besik-answers").start(() -> write(out));
        try {
            read(new LineReader(in));
        } catch (IOException cut) {
            LOG.debug("A stream of facts was cut; what was answered stands");
        } finally {
            ended();
            handOver();
            join(writer);
            spill.close();
        }
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(LineReader lines) throws IOException {
        while (true) {
            if (!lines.hasLineBuffered()) {
                waitForInput();
            }
            LineReader.Line line = lines.next();
            if (line == null || !add(line)) {
                return;
            }
        }
    }

    private void waitForInput() {
        boolean nothingElseToDo;
        lock.lock();
        try {
            waitingForInput = true;
            nothingElseToDo = mayHandOverEarly();
        } finally {
            lock.unlock();
        }
        if (nothingElseToDo) {
            handOver();
        }
    }

    private boolean mayHandOverEarly() {
        return waitingForInput && undecided == 0 && !filling.said.isEmpty();
    }

    /** False when the stream cannot go on. */
    private boolean add(LineReader.Line line) {
        ReadFact said =
                line.tooLong() ? FactReader.tooLong() : facts.read(line.bytes(), line.from(), line.length(), delivery);
        boolean full;
        lock.lock();
        try {
            waitingForInput = false;
            filling.said.add(said);
            filling.lines.add(line.number());
            unread++;
            full = filling.said.size() >= CHUNK || unread >= UNREAD;
        } finally {
            lock.unlock();
        }
        if (full) {
            handOver();
        }
        return keepsPace() && awaitRoom();
    }

    /** Asks now and then whether to go on; what was read is decided meanwhile. False when the stream cannot go on. */
    private boolean keepsPace() {
        linesSinceAsked++;
        if (linesSinceAsked < CHUNK) {
            return true;
        }
        linesSinceAsked = 0;
        waitForInput();
        try {
            pace.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void handOver() {
        handingOver.lock();
        try {
            Chunk chunk;
            List<Fact> toDecide;
            lock.lock();
            try {
                chunk = filling;
                if (chunk.said.isEmpty()) {
                    return;
                }
                filling = new Chunk();
                handedOver.add(chunk);
                undecided++;
                toDecide = chunk.facts();
            } finally {
                lock.unlock();
            }
            var unused = decide(toDecide).whenComplete((decided, failure) -> decided(chunk, decided, failure));
        } finally {
            handingOver.unlock();
        }
    }

    private CompletableFuture<List<Answer>> decide(List<Fact> toDecide) {
        if (toDecide.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        try {
            return deciding.record(toDecide);
        } catch (LogUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void decided(Chunk chunk, @Nullable List<Answer> decided, @Nullable Throwable failure) {
        lock.lock();
        try {
            chunk.decided = true;
            chunk.answers = decided;
            chunk.failure = failure;
            undecided--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until fewer answers are unread; false when the stream cannot go on. */
    private boolean awaitRoom() {
        while (true) {
            lock.lock();
            try {
                if (stopped || unread < UNREAD) {
                    return !stopped;
                }
                if (!mustSpill()) {
                    changed.await(STALL_MILLIS, TimeUnit.MILLISECONDS);
                    continue;
                }
                spilling = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
            spillDecided();
        }
    }

    private boolean mustSpill() {
        Chunk first = handedOver.peek();
        return writing
                && System.nanoTime() - lastWritten > TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS)
                && first != null
                && first.decided
                && first.failure == null
                && spill.hasRoom();
    }

    private void spillDecided() {
        Chunk chunk;
        lock.lock();
        try {
            chunk = handedOver.remove();
        } finally {
            lock.unlock();
        }
        spill.put(text(chunk));
        lock.lock();
        try {
            spilling = false;
            unread -= chunk.said.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            inputEnded = true;
            waitingForInput = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(OutputStream out) {
        try (out) {
            while (writeNext(out)) {
                // each piece is flushed before the next is looked for
            }
        } catch (IOException gone) {
            LOG.debug("Nobody takes the answers of a stream any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    /** Writes what comes next; false at the end. */
    private boolean writeNext(OutputStream out) throws IOException, InterruptedException {
        Chunk chunk = null;
        lock.lock();
        try {
            while (true) {
                if (!spilling && !spill.isEmpty()) {
                    break;
                }
                Chunk first = handedOver.peek();
                if (!spilling && first != null && first.decided) {
                    chunk = handedOver.remove();
                    break;
                }
                if (mayHandOverEarly()) {
                    lock.unlock();
                    try {
                        handOver();
                    } finally {
                        lock.lock();
                    }
                    continue;
                }
                if (inputEnded && first == null && filling.said.isEmpty()) {
                    return false;
                }
                changed.await();
            }
            writing = true;
            lastWritten = System.nanoTime();
        } finally {
            lock.unlock();
        }
        boolean goOn = chunk == null || chunk.failure == null;
        write(out, chunk == null ? spill.take() : text(chunk));
        lock.lock();
        try {
            writing = false;
            unread -= chunk == null ? 0 : chunk.said.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return goOn;
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += SLICE) {
            out.write(bytes, from, Math.min(SLICE, bytes.length - from));
            lock.lock();
            try {
                lastWritten = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }
        out.flush();
    }

    private byte[] text(Chunk chunk) {
        var out = new ByteArrayOutputStream(chunk.said.size() * 256);
        List<Answer> decided = chunk.answers;
        if (decided == null || chunk.failure != null) {
            LOG.error("A stream of facts ends early: nothing can be recorded", chunk.failure);
            Answers.end(out, Problem.unavailable(), chunk.lines.getFirst());
            return out.toByteArray();
        }
        var next = decided.iterator();
        for (int i = 0; i < chunk.said.size(); i++) {
            Answered answered = Answered.of(chunk.said.get(i), next);
            metrics.count(delivery, chunk.lines.get(i), answered.said(), answered.answer());
            answers.line(out, answered, chunk.lines.get(i), delivery.caller());
        }
        return out.toByteArray();
    }
}
