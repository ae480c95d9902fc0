package org.besik.command.eventlog.mongo;

import com.mongodb.MongoException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.ConditionFailed;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.AppendResult.NotTried;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.eventlog.mongo.Tail.Place;
import org.besik.command.eventlog.mongo.Transactions.Inserted;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a node that writes; other nodes have theirs. It sends one batch at a time, whose first transaction
 * follows one that a majority holds, with one command that stops at the first document that cannot be put. So whatever
 * becomes of a primary, the log is a chain: a transaction is never anywhere without the one before it.
 *
 * <p>When it is not known what became of a batch, the same bytes are sent to the same places again, until a majority shows
 * them there (recognised by their {@code txId}) or something else. Only what a majority holds is answered.
 */
final class LogWriter implements AutoCloseable {

    private static final int MAX_TRANSACTIONS = 2_000;

    /** Of one batch, so that the driver has no reason to make two commands of it (at 48 MB). */
    private static final long MAX_BATCH_BYTES = 8L << 20;

    /** Of one document: MongoDB takes 16 MiB. */
    private static final long MAX_TRANSACTION_BYTES = 15L << 20;

    private static final int TX_ID_BYTES = 16;

    /** What a caller handed over together. */
    private static final class Request {

        private final List<LogTransaction> group;
        private final @Nullable AppendResult[] results;
        private final CompletableFuture<List<AppendResult>> answer = new CompletableFuture<>();
        private int open;
        private boolean rejected;

        Request(List<LogTransaction> group) {
            this.group = group;
            this.results = new AppendResult[group.size()];
            this.open = group.size();
        }

        /** A request for nothing asks the writer to stop. */
        boolean isStop() {
            return group.isEmpty();
        }
    }

    /** A transaction that has no result yet. */
    private record Waiting(Request request, int index) {

        LogTransaction transaction() {
            return request.group.get(index);
        }

        void is(AppendResult result) {
            request.results[index] = result;
            request.rejected |= !(result instanceof Appended);
            if (--request.open == 0) {
                request.answer.complete(Arrays.stream(request.results)
                        .map(Objects::requireNonNull)
                        .toList());
            }
        }
    }

    /** A transaction that has its place in a batch. */
    private record Placed(Waiting waiting, StoredTransaction stored) {}

    private final Transactions store;
    private final Tail tail;
    private final Reader reader;
    private final Set<String> spaces;
    private final ToLongFunction<String> tagHash;
    private final MongoEventLog.Settings settings;
    private final SecureRandom random = new SecureRandom();
    private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("besik-log-writer").unstarted(this::run);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Throwable trouble;
    private volatile boolean stopped;

    /** @param spaces of unique keys that have an index */
    LogWriter(
            Transactions store,
            Tail tail,
            Reader reader,
            Set<String> spaces,
            ToLongFunction<String> tagHash,
            MongoEventLog.Settings settings) {
        this.store = store;
        this.tail = tail;
        this.reader = reader;
        this.spaces = spaces;
        this.tagHash = tagHash;
        this.settings = settings;
    }

    void start() {
        thread.start();
    }

    /** Why the last attempt to write has not succeeded yet; null: nothing is wrong. */
    @Nullable
    Throwable trouble() {
        return trouble;
    }

    List<AppendResult> append(List<LogTransaction> group) {
        group.forEach(this::check);
        if (group.isEmpty()) {
            return List.of();
        }
        var request = new Request(List.copyOf(group));
        queue.add(request);
        if (stopped && queue.remove(request)) {
            throw closed();
        }
        try {
            return request.answer.join();
        } catch (CompletionException failed) {
            throw new LogUnavailableException("not known to be durable", failed);
        }
    }

    /** On the caller's thread: what is wrong with one group must not hurt the others. */
    private void check(LogTransaction transaction) {
        if (transaction.events().isEmpty()) {
            throw new IllegalArgumentException("a transaction without events");
        }
        for (ClaimedKey claimed : transaction.keys()) {
            if (!spaces.contains(claimed.key().space())) {
                throw new IllegalArgumentException(
                        "no index keeps this space unique: " + claimed.key().space());
            }
        }
        if (bytes(transaction) > MAX_TRANSACTION_BYTES) {
            throw new IllegalArgumentException("a transaction of more than 15 MiB");
        }
    }

    /** About as many as its document has. */
    private static long bytes(LogTransaction transaction) {
        long bytes = 200;
        for (NewEvent event : transaction.events()) {
            bytes += 100L + event.type().length() + event.metadata().length + event.payload().length;
            for (String tag : event.tags()) {
                bytes += 20L + 3L * tag.length();
            }
        }
        for (ClaimedKey claimed : transaction.keys()) {
            bytes += 40L + claimed.key().key().length + claimed.value().length;
        }
        return bytes;
    }

    private static LogUnavailableException closed() {
        return new LogUnavailableException("the log is closed", new IllegalStateException("closed"));
    }

    private void run() {
        var requests = new ArrayList<Request>();
        while (take(requests)) {
            write(requests);
        }
        stopped = true;
        Request left;
        while ((left = queue.poll()) != null) {
            left.answer.completeExceptionally(closed());
        }
    }

    /** Waits for the next requests; false: it is time to stop. */
    private boolean take(List<Request> requests) {
        requests.clear();
        int transactions = 0;
        Request next = first();
        while (next != null && !next.isStop()) {
            requests.add(next);
            transactions += next.group.size();
            next = transactions < MAX_TRANSACTIONS ? queue.poll() : null;
        }
        if (next != null && next.isStop()) {
            queue.add(next);
        }
        return !requests.isEmpty();
    }

    private Request first() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException nobodyMay) {
                // Only close() ends this thread: a half-written group would be an unknown outcome for its callers.
            }
        }
    }

    private void write(List<Request> requests) {
        var waiting = new ArrayDeque<Waiting>();
        for (Request request : requests) {
            for (int i = 0; i < request.group.size(); i++) {
                waiting.add(new Waiting(request, i));
            }
        }
        try {
            while (!waiting.isEmpty()) {
                settle(assembled(waiting), waiting);
            }
        } catch (RuntimeException | Error failed) {
            // What was sent may still arrive. Whoever asks again finds it under its keys, or does not
            requests.forEach(request -> request.answer.completeExceptionally(failed));
        }
    }

    // ---- A batch is made

    /** The next batch, on what a majority holds at this moment. Conditions are checked against just that. */
    private List<Placed> assembled(ArrayDeque<Waiting> waiting) {
        var batch = new ArrayList<Placed>();
        var patience = new Patience();
        while (true) {
            try {
                assemble(batch, waiting, tail.catchUp());
                trouble = null;
                return batch;
            } catch (MongoException | ShowsLessException unavailable) {
                again(batch, 0, waiting);
                batch.clear();
                patience.pause(unavailable);
            }
        }
    }

    private void assemble(List<Placed> batch, ArrayDeque<Waiting> waiting, Place end) {
        long bytes = 0;
        long position = end.position();
        byte[] link = end.link();
        Waiting next;
        while ((next = waiting.peek()) != null && batch.size() < MAX_TRANSACTIONS && bytes < MAX_BATCH_BYTES) {
            AppendCondition condition = next.transaction().condition();
            UniqueKey repeated = repeatedKey(next.transaction());
            if (next.request.rejected) {
                next.is(new NotTried());
            } else if (repeated != null) {
                next.is(new KeyTaken(repeated));
            } else if (condition != null && isBroken(condition, batch)) {
                // Nobody knows yet whether what stands against it will stay
                break;
            } else if (condition != null && isBroken(condition, end)) {
                next.is(new ConditionFailed());
            } else {
                var stored = StoredTransaction.of(next.transaction(), position + 1, txId(), link, tagHash);
                batch.add(new Placed(next, stored));
                bytes += bytes(next.transaction());
                position = stored.last();
                link = stored.link();
            }
            waiting.remove();
        }
    }

    /** The index keeps a key to one document, not to one place in it. */
    private static @Nullable UniqueKey repeatedKey(LogTransaction transaction) {
        var seen = new HashSet<UniqueKey>();
        for (ClaimedKey claimed : transaction.keys()) {
            if (!seen.add(claimed.key())) {
                return claimed.key();
            }
        }
        return null;
    }

    private static boolean isBroken(AppendCondition condition, List<Placed> batch) {
        return batch.stream()
                .anyMatch(placed -> placed.stored().firstMatching(condition.query(), condition.head()) != null);
    }

    private boolean isBroken(AppendCondition condition, Place end) {
        return !reader.readMatching(condition.query(), condition.head(), end, 1).isEmpty();
    }

    private byte[] txId() {
        byte[] id = new byte[TX_ID_BYTES];
        random.nextBytes(id);
        return id;
    }

    // ---- A batch becomes durable

    /** Puts the batch into the log as far as it goes; what has to be placed anew is waiting again. */
    private void settle(List<Placed> batch, ArrayDeque<Waiting> waiting) {
        List<StoredTransaction> stored = batch.stream().map(Placed::stored).toList();
        var patience = new Patience();
        int durable = 0;
        boolean oneOnly = false;
        while (durable < stored.size()) {
            int sentTo = oneOnly ? durable + 1 : stored.size();
            List<StoredTransaction> sent = stored.subList(durable, sentTo);
            Inserted inserted = store.insert(sent);
            int before = durable;
            if (inserted instanceof Inserted.All) {
                durable = sentTo;
                oneOnly = false;
            } else {
                Found found = look(sent);
                durable += found.ours();
                if (found.other()) {
                    answer(batch, before, durable);
                    again(batch, durable, waiting);
                    return;
                }
                if (inserted instanceof Inserted.Duplicate duplicate && before + duplicate.index() == durable) {
                    UniqueKey taken = takenByAnother(stored.get(durable), duplicate.space());
                    if (taken != null) {
                        answer(batch, before, durable);
                        batch.get(durable).waiting().is(new KeyTaken(taken));
                        again(batch, durable + 1, waiting);
                        return;
                    }
                }
                // Somebody has the place, perhaps ourselves: one document is enough to find out when that is over
                oneOnly = inserted instanceof Inserted.Duplicate;
            }
            answer(batch, before, durable);
            if (durable > before) {
                patience = new Patience();
                trouble = null;
            } else {
                patience.pause(inserted instanceof Inserted.Unknown unknown ? unknown.cause() : null);
            }
        }
    }

    /** What a majority shows where something was sent to: how many of them, and whether something else follows. */
    private record Found(int ours, boolean other) {}

    private Found look(List<StoredTransaction> sent) {
        List<StoredTransaction> there;
        try {
            there = store.from(sent.getFirst().id(), sent.size());
        } catch (MongoException unavailable) {
            return new Found(0, false);
        }
        int ours = 0;
        while (ours < there.size() && sent.get(ours).isSameAs(there.get(ours))) {
            ours++;
        }
        return new Found(ours, ours < there.size());
    }

    /** The key that a majority shows in another transaction; null: none, or it cannot be said. */
    private @Nullable UniqueKey takenByAnother(StoredTransaction transaction, @Nullable String space) {
        try {
            for (var claims : transaction.keys().entrySet()) {
                if (space != null && !space.equals(claims.getKey())) {
                    continue;
                }
                for (ClaimedKey claimed : claims.getValue()) {
                    StoredTransaction holder = store.holding(claimed.key());
                    if (holder != null && !holder.isSameAs(transaction)) {
                        return claimed.key();
                    }
                }
            }
        } catch (MongoException unavailable) {
            // Asked again after a pause
        }
        return null;
    }

    private void answer(List<Placed> batch, int from, int to) {
        if (from == to) {
            return;
        }
        tail.advance(batch.subList(from, to).stream().map(Placed::stored).toList());
        for (Placed placed : batch.subList(from, to)) {
            placed.waiting().is(new Appended(placed.stored().id()));
        }
    }

    private static void again(List<Placed> batch, int from, ArrayDeque<Waiting> waiting) {
        for (int i = batch.size() - 1; i >= from; i--) {
            waiting.addFirst(batch.get(i).waiting());
        }
    }

    /** Pauses that grow, until it has lasted too long. */
    private final class Patience {

        private final long since = System.nanoTime();
        private Duration next = settings.pause();

        /** @param cause why it is paused; null: somebody else's outcome is waited for */
        void pause(@Nullable Throwable cause) {
            Throwable reason = cause == null
                    ? new IllegalStateException("another transaction is neither durable nor gone")
                    : cause;
            trouble = reason;
            boolean tooLong = System.nanoTime() - since > settings.patience().toNanos();
            if (tooLong || closesWithin(next)) {
                throw new LogUnavailableException("not known to be durable", reason);
            }
            if (next.compareTo(settings.pause().multipliedBy(32)) < 0) {
                next = next.multipliedBy(2);
            }
        }
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyMay) {
            return false;
        }
    }

    /** Finishes what was handed over, unless MongoDB does not answer. */
    @Override
    public void close() {
        closing.countDown();
        queue.add(new Request(List.of()));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
