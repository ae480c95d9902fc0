package org.besik.command.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;

/** The log in a list: for tests of what stands on a log, and a second adapter under {@link EventLogContract}. */
public final class InMemoryEventLog implements EventLog {

    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<UniqueKey, TakenKey> keys = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();

    @Override
    public List<AppendResult> append(List<LogTransaction> group) {
        if (group.stream().anyMatch(transaction -> transaction.events().isEmpty())) {
            throw new IllegalArgumentException("a transaction without events");
        }
        lock.lock();
        try {
            var results = new ArrayList<AppendResult>(group.size());
            boolean rejected = false;
            for (LogTransaction transaction : group) {
                AppendResult result = rejected ? new AppendResult.NotTried() : append(transaction);
                rejected = !(result instanceof AppendResult.Appended);
                results.add(result);
            }
            return results;
        } finally {
            grown.signalAll();
            lock.unlock();
        }
    }

    private AppendResult append(LogTransaction transaction) {
        var claims = new HashSet<UniqueKey>();
        for (ClaimedKey claimed : transaction.keys()) {
            if (keys.containsKey(claimed.key()) || !claims.add(claimed.key())) {
                return new AppendResult.KeyTaken(claimed.key());
            }
        }
        if (transaction.condition() != null && fails(transaction.condition())) {
            return new AppendResult.ConditionFailed();
        }
        long first = events.size() + 1L;
        for (ClaimedKey claimed : transaction.keys()) {
            keys.put(claimed.key(), new TakenKey(first, claimed.value().clone()));
        }
        for (NewEvent event : transaction.events()) {
            events.add(new StoredEvent(
                    events.size() + 1L,
                    event.type(),
                    event.revision(),
                    event.metadata(),
                    List.copyOf(event.tags()),
                    event.payload()));
        }
        return new AppendResult.Appended(first);
    }

    private boolean fails(AppendCondition condition) {
        return !matching(condition.query(), condition.head(), 1).isEmpty();
    }

    @Override
    public List<StoredEvent> readMatching(LogQuery query, long after, int limit) {
        lock.lock();
        try {
            return matching(query, after, limit);
        } finally {
            lock.unlock();
        }
    }

    private List<StoredEvent> matching(LogQuery query, long after, int limit) {
        return events.stream()
                .skip(after)
                .filter(event -> query.matches(event.type(), event.tags()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredEvent> read(long after, int limit) {
        return readMatching(new LogQuery(List.of()), after, limit);
    }

    @Override
    public Optional<TakenKey> find(UniqueKey key) {
        lock.lock();
        try {
            @Nullable TakenKey taken = keys.get(key);
            return Optional.ofNullable(taken);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long head() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean await(long after, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (events.size() <= after) {
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

    @Override
    public void close() {}
}
