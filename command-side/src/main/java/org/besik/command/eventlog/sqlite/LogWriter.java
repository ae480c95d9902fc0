package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.HashChain;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.eventlog.TagBytes;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Whoever waits meanwhile is written together in the next SQLite transaction, so one sync
 * serves all of them. After a failure nothing more is written: what the file holds then is only known by reading it again.
 */
final class LogWriter implements AutoCloseable {

    /** One group commit: enough to make the sync cheap, little enough to keep the answer quick. */
    private static final int MAX_TRANSACTIONS = 2_000;

    private record Request(List<LogTransaction> group, CompletableFuture<List<AppendResult>> answer) {

        /** A request for nothing asks the writer to stop. */
        boolean isStop() {
            return group.isEmpty();
        }
    }

    /** Whether an event that matches stands after a position; looks at the log as the writer sees it. */
    @FunctionalInterface
    interface ConflictCheck {
        boolean exists(LogQuery query, long after, long upTo) throws SQLException;
    }

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement claim;
    private final PreparedStatement release;
    private final Checkpointer checkpointer;
    private final RecentEvents recent;
    private final ConflictCheck conflicts;
    private final LongConsumer durable;
    private final HashChain chain;
    private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("besik-log-writer").unstarted(this::run);
    private long position;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopped;

    /**
     * @param last the log's last event; null: the log is empty
     * @param durable is told the new head after each commit, before anybody is answered
     */
    LogWriter(
            Connection connection,
            Path file,
            SqliteEventLog.Settings settings,
            @Nullable ChainedEvent last,
            RecentEvents recent,
            ConflictCheck conflicts,
            LongConsumer durable)
            throws SQLException {
        this.connection = connection;
        this.recent = recent;
        this.conflicts = conflicts;
        this.durable = durable;
        byte[] link = last == null ? HashChain.origin() : last.link();
        if (link == null) {
            throw new SQLException("the last transaction has no end");
        }
        chain = new HashChain(link);
        position = last == null ? 0 : last.position();
        event = connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)");
        claim = connection.prepareStatement("INSERT INTO taken_key VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        release = connection.prepareStatement("DELETE FROM taken_key WHERE space = ? AND key = ?");
        connection.setAutoCommit(false);
        checkpointer = new Checkpointer(file, settings.checkpointBytes());
    }

    void start() {
        checkpointer.start();
        thread.start();
    }

    List<AppendResult> append(List<LogTransaction> group) {
        group.forEach(LogWriter::check);
        if (group.isEmpty()) {
            return List.of();
        }
        var request = new Request(group, new CompletableFuture<>());
        queue.add(request);
        if (stopped && queue.remove(request)) {
            throw unavailable();
        }
        try {
            return request.answer().join();
        } catch (CompletionException failed) {
            throw new LogUnavailableException("not known to be durable", failed);
        }
    }

    /** On the caller's thread: what is wrong with one group must not hurt the others. */
    private static void check(LogTransaction transaction) {
        if (transaction.events().isEmpty()) {
            throw new IllegalArgumentException("a transaction without events");
        }
    }

    /** Why nothing can be appended any more; null: nothing is wrong. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private LogUnavailableException unavailable() {
        Throwable reason = failure;
        return new LogUnavailableException(
                reason == null ? "the log is closed" : "the log stopped after a failed write",
                reason == null ? new IllegalStateException("closed") : reason);
    }

    private void run() {
        var requests = new ArrayList<Request>();
        while (failure == null && take(requests)) {
            write(requests);
        }
        stopped = true;
        Request left;
        while ((left = queue.poll()) != null) {
            left.answer().completeExceptionally(unavailable());
        }
    }

    /** Waits for the next requests; false: it is time to stop. */
    private boolean take(List<Request> requests) {
        requests.clear();
        int transactions = 0;
        Request next = first();
        while (next != null && !next.isStop()) {
            requests.add(next);
            transactions += next.group().size();
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
        var results = new ArrayList<List<AppendResult>>(requests.size());
        try {
            checkpointer.finish();
            long pages = 4;
            for (Request request : requests) {
                var answers = new ArrayList<AppendResult>(request.group().size());
                boolean rejected = false;
                for (LogTransaction transaction : request.group()) {
                    AppendResult result = rejected ? new AppendResult.NotTried() : put(transaction);
                    rejected = !(result instanceof AppendResult.Appended);
                    answers.add(result);
                    pages += estimatedPages(transaction);
                }
                results.add(answers);
            }
            connection.commit();
            checkpointer.wrote(pages);
        } catch (SQLException | RuntimeException | Error failed) {
            poison(requests, failed);
            return;
        }
        durable.accept(position);
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).answer().complete(results.get(i));
        }
    }

    private AppendResult put(LogTransaction transaction) throws SQLException {
        long first = position + 1;
        List<ClaimedKey> keys = transaction.keys();
        for (int i = 0; i < keys.size(); i++) {
            if (!claim(keys.get(i), first)) {
                release(keys.subList(0, i));
                return new AppendResult.KeyTaken(keys.get(i).key());
            }
        }
        AppendCondition condition = transaction.condition();
        if (condition != null && conflicts.exists(condition.query(), condition.head(), position)) {
            release(keys);
            return new AppendResult.ConditionFailed();
        }
        List<NewEvent> events = transaction.events();
        for (int i = 0; i < events.size(); i++) {
            put(events.get(i), i == events.size() - 1);
        }
        return new AppendResult.Appended(first);
    }

    private void put(NewEvent added, boolean last) throws SQLException {
        position++;
        byte[] tags = TagBytes.encode(added.tags());
        chain.add(position, added.type(), added.revision(), added.metadata(), tags, added.payload());
        event.setLong(1, position);
        event.setString(2, added.type());
        event.setString(3, added.revision());
        event.setBytes(4, added.metadata());
        event.setBytes(5, tags);
        event.setBytes(6, added.payload());
        event.setBytes(7, last ? chain.close() : null);
        event.executeUpdate();
        recent.add(position, added.type(), added.tags(), chain.lastLeaf());
    }

    private boolean claim(ClaimedKey claimed, long first) throws SQLException {
        claim.setString(1, claimed.key().space());
        claim.setBytes(2, claimed.key().key());
        claim.setLong(3, first);
        claim.setBytes(4, claimed.value());
        return claim.executeUpdate() == 1;
    }

    private void release(List<ClaimedKey> claimed) throws SQLException {
        for (ClaimedKey key : claimed) {
            release.setString(1, key.key().space());
            release.setBytes(2, key.key().key());
            release.executeUpdate();
        }
    }

    /** A key lands on a page of its own, events fill pages one after the other. */
    private static long estimatedPages(LogTransaction transaction) {
        long bytes = 0;
        for (NewEvent event : transaction.events()) {
            bytes += event.payload().length + event.metadata().length + 100L;
        }
        return transaction.keys().size() + bytes / LogFile.PAGE_BYTES;
    }

    private void poison(List<Request> requests, Throwable failed) {
        failure = failed;
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        requests.forEach(request -> request.answer().completeExceptionally(unavailable()));
    }

    @Override
    public void close() throws SQLException {
        queue.add(new Request(List.of(), new CompletableFuture<>()));
        Threads.join(thread);
        checkpointer.close();
        connection.close();
    }
}
