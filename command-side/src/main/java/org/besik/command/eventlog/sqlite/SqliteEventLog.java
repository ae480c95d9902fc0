package org.besik.command.eventlog.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.ChainVerifier;
import org.besik.command.eventlog.ChainVerifier.Verdict;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogQuery.Criterion;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The log in {@code log.db} of a folder that it has to itself; {@code tags.db} beside it may be deleted at any time. What
 * is read is durable: commits are synced, and opening moves a WAL that a crash may have left unsynced into the file.
 */
public final class SqliteEventLog implements EventLog, ChainedFeed {

    /** How much of the log is read again when it is opened: some hundred transactions. */
    private static final int TAIL = 1_000;

    private static final int READERS = 4;
    private static final int PAGE = 512;
    private static final int INDEX_BATCH = 2_000;

    /** How long the index lets new events gather: a batch costs little more than a single event. */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** How long to wait before the index is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * Sizes.
     *
     * @param checkpointBytes of WAL after which it is moved into the file
     * @param recentEvents kept in memory for conditions and for what the index has not reached
     */
    public record Settings(long checkpointBytes, int recentEvents) {

        /** 16 MiB of WAL, the last 16,384 events. */
        public static Settings standard() {
            return new Settings(16L << 20, 1 << 14);
        }
    }

    private final Path file;
    private final FileChannel lockFile;
    private final BlockingQueue<LogReader> readers = new ArrayBlockingQueue<>(READERS);
    private final RecentEvents recent;
    private final LogWriter writer;
    private final TagIndex index;
    private final Thread indexer =
            Thread.ofPlatform().daemon().name("besik-log-index").unstarted(this::index);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long head;

    /** The indexer's own: a failure is told once. */
    private boolean indexFails;

    private SqliteEventLog(
            Path directory,
            ToLongFunction<String> tagHash,
            Settings settings,
            FileChannel lockFile,
            Path file,
            Connection writing)
            throws SQLException, IOException {
        this.lockFile = lockFile;
        this.file = file;
        recent = new RecentEvents(settings.recentEvents());
        for (int i = 0; i < READERS; i++) {
            readers.add(new LogReader(file));
        }
        var reader = new LogReader(writing);
        ChainedEvent last = reader.last();
        head = last == null ? 0 : last.position();
        index = TagIndex.open(directory.resolve("tags.db"), tagHash, head);
        writer = new LogWriter(
                writing,
                file,
                settings,
                last,
                recent,
                (query, after, upTo) -> !find(reader, query, after, upTo, 1).isEmpty(),
                this::grownTo);
        while (index.position() < head) {
            index.add(read(index.position(), INDEX_BATCH));
        }
        writer.start();
        indexer.start();
    }

    /**
     * Opens the log of a folder, made if there is none.
     *
     * @param tagHash a keyed hash of a tag: the index must not tell what it points at
     * @throws LogUnavailableException if it is open elsewhere, or its end is not as it was written
     */
    public static SqliteEventLog open(Path directory, ToLongFunction<String> tagHash) {
        return open(directory, tagHash, Settings.standard());
    }

    /** As {@link #open(Path, ToLongFunction)}, with sizes of one's own. */
    public static SqliteEventLog open(Path directory, ToLongFunction<String> tagHash, Settings settings) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile = FileChannel.open(
                    directory.resolve("log.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new LogUnavailableException(
                        "the log is already open", new IllegalStateException("its lock is held"));
            }
            try {
                Path file = directory.resolve("log.db");
                return new SqliteEventLog(directory, tagHash, settings, lockFile, file, checked(file));
            } catch (SQLException | IOException | RuntimeException unusable) {
                lockFile.close();
                throw unusable;
            }
        } catch (SQLException | IOException unusable) {
            throw new LogUnavailableException("the log cannot be opened", unusable);
        }
    }

    private static boolean locked(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** The connection to write with, once the end of the log is durable and known to be as it was written. */
    private static Connection checked(Path file) throws SQLException {
        Connection writing = LogFile.forWriting(file);
        try (Statement sql = writing.createStatement()) {
            // After a kill the WAL may hold what was never synced. Moving it syncs it, so all that is read is durable.
            sql.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)").close();
            verifyTail(new LogReader(writing));
            return writing;
        } catch (SQLException | RuntimeException unusable) {
            writing.close();
            throw unusable;
        }
    }

    private static void verifyTail(LogReader reader) throws SQLException {
        var log = new WholeFile(reader);
        ChainedEvent boundary = reader.lastBoundary(log.head() - TAIL);
        byte[] link = boundary == null ? null : boundary.link();
        Verdict verdict = boundary == null || link == null
                ? ChainVerifier.verify(log, verified -> {})
                : ChainVerifier.verify(log, boundary.position(), link, verified -> {});
        var broken = verdict.broken();
        if (broken != null) {
            throw new LogUnavailableException(
                    "the log is broken at " + broken.position(), new IllegalStateException(broken.what()));
        }
    }

    /** All that a file holds, for the verifier. */
    private record WholeFile(LogReader reader, long head) implements ChainedFeed {

        WholeFile(LogReader reader) throws SQLException {
            this(reader, head(reader));
        }

        private static long head(LogReader reader) throws SQLException {
            ChainedEvent last = reader.last();
            return last == null ? 0 : last.position();
        }

        @Override
        public List<ChainedEvent> readChained(long after, int limit) {
            try {
                return reader.readChained(after, head, limit);
            } catch (SQLException unreadable) {
                throw new LogUnavailableException("the log cannot be read", unreadable);
            }
        }
    }

    @Override
    public List<AppendResult> append(List<LogTransaction> group) {
        return writer.append(group);
    }

    private void grownTo(long position) {
        lock.lock();
        try {
            head = position;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public List<StoredEvent> read(long after, int limit) {
        long upTo = head;
        return after >= upTo ? List.of() : reading(reader -> reader.read(after, upTo, limit));
    }

    @Override
    public List<ChainedEvent> readChained(long after, int limit) {
        long upTo = head;
        return reading(reader -> reader.readChained(after, upTo, limit));
    }

    @Override
    public List<byte[]> readLeaves(long after, int limit) {
        long upTo = Math.min(head, after + limit);
        return after >= upTo
                ? List.of()
                : recent.leaves(after, upTo).orElseGet(() -> ChainedFeed.super.readLeaves(after, limit));
    }

    @Override
    public List<StoredEvent> readMatching(LogQuery query, long after, int limit) {
        long upTo = head;
        return reading(reader -> find(reader, query, after, upTo, limit));
    }

    /** What matches after {@code after}, up to {@code upTo}: by the index, then what the index has not reached. */
    private List<StoredEvent> find(LogReader reader, LogQuery query, long after, long upTo, int limit)
            throws SQLException {
        var found = new ArrayList<StoredEvent>();
        long from = after;
        long indexed = Math.min(index.position(), upTo);
        while (hasTags(query) && from < indexed && found.size() < limit) {
            var candidates = new TreeSet<Long>();
            long complete = indexed;
            for (Criterion criterion : query.criteria()) {
                List<Long> page = index.positions(criterion.tags(), from, indexed, PAGE);
                candidates.addAll(page);
                complete = page.size() < PAGE ? complete : Math.min(complete, page.getLast());
            }
            found.addAll(reader.readMatching(query, candidates.headSet(complete, true), limit - found.size()));
            from = complete;
        }
        int left = limit - found.size();
        if (left > 0 && from < upTo) {
            Optional<List<Long>> inMemory = recent.matching(query, from, upTo, left);
            List<Long> positions = inMemory.isPresent() ? inMemory.get() : reader.scan(query, from, upTo, left);
            found.addAll(reader.readMatching(query, positions, left));
        }
        return found;
    }

    private static boolean hasTags(LogQuery query) {
        return !query.criteria().isEmpty()
                && query.criteria().stream()
                        .noneMatch(criterion -> criterion.tags().isEmpty());
    }

    @Override
    public Optional<TakenKey> find(UniqueKey key) {
        return reading(reader -> reader.find(key));
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= after) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing can be appended any more, for a health page; null: nothing is wrong. The way out is to reopen. */
    public @Nullable String trouble() {
        Throwable failure = writer.failure();
        return failure == null ? null : "the log stopped after a failed write: " + failure.getMessage();
    }

    public boolean isHealthy() {
        return trouble() == null;
    }

    /** Bytes of the WAL, for a metric: many times the checkpoint size means that checkpoints fail or a reader stays open. */
    public long walBytes() {
        try {
            Path wal = Path.of(file + "-wal");
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Up to where tags are found by the index, for a metric; what stands after it is looked through. */
    public long indexedUpTo() {
        return index.position();
    }

    /** Checks density and every hash of the log in a folder, open or not, without changing it. */
    public static Verdict verify(Path directory, LongConsumer progress) {
        try (LogReader reader = new LogReader(directory.resolve("log.db"))) {
            return ChainVerifier.verify(new WholeFile(reader), progress);
        } catch (SQLException unreadable) {
            throw new LogUnavailableException("the log cannot be read", unreadable);
        }
    }

    private void index() {
        try {
            while (!closing.await(GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
                if (await(index.position(), Duration.ofDays(1))) {
                    catchUp();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads stay right when the index cannot be written, only slower: it is tried again until it can. */
    private void catchUp() throws InterruptedException {
        try {
            List<StoredEvent> next = read(index.position(), INDEX_BATCH);
            while (!next.isEmpty()) {
                index.add(next);
                next = next.size() < INDEX_BATCH ? List.of() : read(index.position(), INDEX_BATCH);
            }
            indexFails = false;
        } catch (SQLException | LogUnavailableException failed) {
            if (!indexFails) {
                indexFails = true;
                System.getLogger(SqliteEventLog.class.getName())
                        .log(System.Logger.Level.ERROR, "the tag index does not follow the log at present", failed);
            }
            closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T from(LogReader reader) throws SQLException;
    }

    private <T> T reading(Read<T> read) {
        LogReader reader = borrow();
        try {
            return read.from(reader);
        } catch (SQLException unreadable) {
            throw new LogUnavailableException("the log cannot be read", unreadable);
        } finally {
            readers.add(reader);
        }
    }

    private LogReader borrow() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return readers.take();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        indexer.interrupt();
        Threads.join(indexer);
        try {
            writer.close();
            index.close();
            for (int i = 0; i < READERS; i++) {
                borrow().close();
            }
            lockFile.close();
        } catch (SQLException | IOException failed) {
            throw new LogUnavailableException("the log did not close cleanly", failed);
        }
    }
}
