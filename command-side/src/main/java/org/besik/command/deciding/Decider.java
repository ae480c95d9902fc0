package org.besik.command.deciding;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.command.deciding.identity.Directory;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.keys.KeyedDigest;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.KeyVault;
import org.jspecify.annotations.Nullable;

/**
 * The one decider of a node. A single thread decides all that waits, against state that includes what it decided before
 * but what is not durable yet, appends it in one go and answers once it is durable. What was not appended is decided
 * again from what the log holds.
 */
public final class Decider implements Deciding, AutoCloseable {

    /** The spaces of all unique keys that decisions take, for a log that has to prepare for each. */
    public static final Set<String> KEY_SPACES = Stream.concat(Directory.KEY_SPACES.stream(), Stream.of(RefEntry.SPACE))
            .collect(Collectors.toUnmodifiableSet());

    /** So many facts are decided and made durable together; a single submission may be larger. */
    private static final int GROUP = 2_000;

    /** So many facts may wait; then {@link #record} blocks. */
    private static final int WAITING = 4 * GROUP;

    /** Each time round another node won; more often than this it is no race. */
    private static final int ATTEMPTS = 50;

    private final Desk desk;
    private final KeyVault vault;
    private final DecidingMetrics metrics;
    private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(WAITING);
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock open = new ReentrantLock();
    private boolean closed;
    private final Thread thread;

    /** Facts that came together. */
    private record Submission(List<Fact> facts, @Nullable Answer[] answers, CompletableFuture<List<Answer>> answered) {

        /** Whether it only says that nothing comes after it. */
        boolean isLast() {
            return facts.isEmpty();
        }

        List<Answer> inOrder() {
            return Arrays.stream(answers).map(Objects::requireNonNull).toList();
        }
    }

    /** One fact of a submission, and where its answer goes. */
    record Line(Fact fact, @Nullable Answer[] answers, int index) {}

    private static final Submission STOP = new Submission(List.of(), new Answer[0], new CompletableFuture<>());

    /** Starts deciding on what the log holds. */
    public Decider(
            EventLog log,
            EventCodec codec,
            KeyVault vault,
            KeyedDigest digests,
            List<Slice<?>> slices,
            AgencyDirectory agencies,
            MeterRegistry meters) {
        this.desk = new Desk(log, codec, digests, slices, agencies);
        this.vault = vault;
        this.metrics = new DecidingMetrics(meters);
        this.thread = Thread.ofPlatform().name("decider").start(this::run);
    }

    /** {@inheritDoc} Blocks while too many facts wait. */
    @Override
    public CompletableFuture<List<Answer>> record(List<Fact> facts) {
        var submission = new Submission(List.copyOf(facts), new Answer[facts.size()], new CompletableFuture<>());
        if (facts.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        room.acquireUninterruptibly(permits(submission));
        open.lock();
        try {
            if (closed) {
                room.release(permits(submission));
                return CompletableFuture.failedFuture(new IllegalStateException("no more facts are taken"));
            }
            queue.add(submission);
        } finally {
            open.unlock();
        }
        return submission.answered;
    }

    private static int permits(Submission submission) {
        return Math.min(submission.facts.size(), WAITING);
    }

    /** Decides what still waits, then stops. */
    @Override
    public void close() {
        open.lock();
        try {
            if (!closed) {
                closed = true;
                queue.add(STOP);
            }
        } finally {
            open.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        answering.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var waiting = new ArrayList<Submission>();
        boolean stop = false;
        while (!stop) {
            stop = !collect(waiting);
            decide(waiting);
            for (Submission submission : waiting) {
                room.release(permits(submission));
            }
            waiting.clear();
        }
    }

    /** Takes what waits, at least one submission; false once no more will come. */
    private boolean collect(List<Submission> into) {
        int facts = 0;
        Submission next = take();
        while (next != null && !next.isLast()) {
            into.add(next);
            facts += next.facts.size();
            next = facts < GROUP ? queue.poll() : null;
        }
        return next == null || !next.isLast();
    }

    private Submission take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException notOurs) {
                // Only close() ends this thread: go on waiting
            }
        }
    }

    private void decide(List<Submission> submissions) {
        var waiting = new ArrayList<>(submissions);
        int attempts = 0;
        try {
            while (!attempt(waiting)) {
                desk.clear();
                if (++attempts > ATTEMPTS) {
                    throw new IllegalStateException("the log keeps rejecting what does not stand in it");
                }
            }
        } catch (RuntimeException | Error failure) {
            // Not known to be durable, or a bug: nobody gets an answer, and only the log is believed
            desk.clear();
            waiting.forEach(submission -> fail(submission, failure));
            return;
        }
        waiting.forEach(this::answer);
    }

    /** Decides and appends what has no answer yet; false if something has none still. */
    private boolean attempt(List<Submission> submissions) {
        var group = new Group(desk);
        try {
            for (Submission submission : submissions) {
                if (!decide(submission, group)) {
                    submissions.remove(submission);
                    return false;
                }
            }
            flushKeys();
            List<LogTransaction> transactions = group.transactions();
            List<AppendResult> results = transactions.isEmpty()
                    ? List.of()
                    : metrics.append(transactions.size(), () -> desk.log().append(transactions));
            boolean all = results.stream().allMatch(AppendResult.Appended.class::isInstance);
            for (Group.Slot slot : group.slots()) {
                Answer answer = Group.answer(slot, results);
                // When something was rejected, what was decided after it may rest on it
                if (all || answer instanceof Answer.Recorded) {
                    slot.line().answers()[slot.line().index()] = answer;
                }
            }
            group.appended(results);
            if (all) {
                desk.settled();
            }
            return all;
        } finally {
            group.close();
        }
    }

    /** Keys first: an event must not be durable before the key it is sealed with. */
    private void flushKeys() {
        try {
            vault.flush();
        } catch (IllegalStateException failed) {
            throw new LogUnavailableException("new keys are not known to be durable", failed);
        }
    }

    /** False if the submission cannot be decided: a bug, which must not take the others with it. */
    private boolean decide(Submission submission, Group group) {
        try {
            for (int i = 0; i < submission.facts.size(); i++) {
                if (submission.answers[i] == null) {
                    group.decide(new Line(submission.facts.get(i), submission.answers, i));
                }
            }
            return true;
        } catch (LogUnavailableException unavailable) {
            throw unavailable;
        } catch (RuntimeException bug) {
            fail(submission, bug);
            return false;
        }
    }

    private void answer(Submission submission) {
        for (int i = 0; i < submission.answers.length; i++) {
            metrics.decided(submission.facts.get(i), Objects.requireNonNull(submission.answers[i]));
        }
        // Whoever waits goes on in a thread of its own, not in this one
        answering.execute(() -> submission.answered.complete(submission.inOrder()));
    }

    private void fail(Submission submission, Throwable failure) {
        answering.execute(() -> submission.answered.completeExceptionally(failure));
    }
}
