package org.besik.command.eventlog.mongo;

import com.mongodb.MongoException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
import org.besik.command.eventlog.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * A replica set as its clients see it, which does the worst that a real one may do, and only when it is told to. What is
 * applied stands in the order in which the primary applied it; the beginning of that is on a majority and stays for
 * ever, the rest is rolled back when another becomes primary. Reads show what is on a majority, or for a while less.
 *
 * <p>Time is the number of calls: what is to happen later happens before the n-th call from now.
 */
final class FakeReplicaSet implements Transactions {

    /** What befalls an insert. */
    enum Fault {
        /** The request never arrives. */
        LOST_REQUEST,
        /** The request arrives, but long after its sender has given up on it. */
        LATE_REQUEST,
        /** It is done and durable, but the reply is lost. */
        LOST_REPLY,
        /** It is applied by a primary that reaches no majority, for a while. */
        UNREPLICATED,
        /** Another becomes primary when some of the documents are applied, and has some of those. */
        FAILOVER_IN_THE_MIDDLE
    }

    private record Later(long call, Runnable what) {}

    private final List<StoredTransaction> applied = new ArrayList<>();
    private final Set<UniqueKey> keys = new HashSet<>();
    private final Deque<Fault> planned = new ArrayDeque<>();
    private final List<Later> later = new ArrayList<>();
    private final Random random;
    private double unrest;
    private double deafness;
    private int durable;
    private int shown;
    private long calls;
    private long inserts;
    private int rolledBack;
    private int befallen;
    private boolean silent;

    /** One that does as it should until it is told otherwise. */
    FakeReplicaSet() {
        this(0);
    }

    /** @param seed of what happens by chance, when it is told to be {@link #restless} */
    FakeReplicaSet(long seed) {
        this.random = new Random(seed);
    }

    // ---- What happens to it

    /**
     * From now on something happens by chance.
     *
     * @param unrest the share of inserts that something befalls
     * @param deafness the share of reads that get no answer
     */
    synchronized void restless(double unrest, double deafness) {
        this.unrest = unrest;
        this.deafness = deafness;
    }

    /** From now on nothing happens by chance, and what was still to happen has. */
    synchronized void calm() {
        restless(0, 0);
        List<Later> due = List.copyOf(later);
        later.clear();
        due.forEach(each -> each.what().run());
        replicate();
    }

    /** The next inserts fare like this. */
    synchronized void next(Fault... faults) {
        planned.addAll(List.of(faults));
    }

    /** Something happens before a later call. */
    synchronized void after(int calls, Runnable what) {
        later.add(new Later(this.calls + calls, what));
    }

    /** All that is applied reaches a majority. */
    synchronized void replicate() {
        durable = applied.size();
        shown = durable;
    }

    /** Another becomes primary, who has what is durable and perhaps a little more; it shows less for a while. */
    synchronized void failOver(int survivors, int calls) {
        int kept = Math.min(applied.size(), durable + survivors);
        while (applied.size() > kept) {
            StoredTransaction lost = applied.removeLast();
            lost.keys().values().stream().flatMap(List::stream).forEach(claimed -> keys.remove(claimed.key()));
            rolledBack++;
        }
        durable = kept;
        shown = Math.max(0, durable - 3);
        after(calls, () -> shown = Math.max(shown, durable));
    }

    /** Nobody answers any more, until {@link #speak}. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized void speak() {
        silent = false;
    }

    /** Applies it at a primary that reaches no majority. */
    synchronized void applyUnreplicated(StoredTransaction transaction) {
        apply(List.of(transaction));
    }

    /** Does what nobody is allowed to do. */
    synchronized void tamper(int index, StoredTransaction with) {
        applied.set(index, with);
    }

    /** Does what nobody is allowed to do. */
    synchronized void remove(int index) {
        applied.remove(index);
        durable--;
        shown--;
    }

    // ---- What can be seen of it

    synchronized List<StoredTransaction> durable() {
        return List.copyOf(applied.subList(0, durable));
    }

    synchronized long inserts() {
        return inserts;
    }

    /** How many inserts something befell by chance. */
    synchronized int befallen() {
        return befallen;
    }

    synchronized int rolledBack() {
        return rolledBack;
    }

    // ---- What clients do

    @Override
    public synchronized Inserted insert(List<StoredTransaction> inOrder) {
        call();
        inserts++;
        List<StoredTransaction> documents = List.copyOf(inOrder);
        if (silent) {
            return unknown();
        }
        Fault fault = fault();
        if (fault == null) {
            return acknowledged(documents);
        }
        switch (fault) {
            case LOST_REQUEST -> {}
            case LATE_REQUEST -> after(soon(), () -> acknowledged(documents));
            case LOST_REPLY -> acknowledged(documents);
            case UNREPLICATED -> {
                apply(documents);
                if (unrest > 0) {
                    after(soon(), random.nextBoolean() ? this::replicate : () -> failOver(random.nextInt(3), soon()));
                }
            }
            case FAILOVER_IN_THE_MIDDLE -> {
                apply(documents.subList(0, random.nextInt(documents.size() + 1)));
                failOver(random.nextInt(documents.size() + 1), soon());
            }
        }
        return unknown();
    }

    private @Nullable Fault fault() {
        if (!planned.isEmpty()) {
            return planned.removeFirst();
        }
        if (random.nextDouble() >= unrest) {
            return null;
        }
        befallen++;
        return Fault.values()[random.nextInt(Fault.values().length)];
    }

    private int soon() {
        return 1 + random.nextInt(8);
    }

    /** What a reply would say. */
    private Inserted acknowledged(List<StoredTransaction> documents) {
        Inserted inserted = apply(documents);
        boolean some = !(inserted instanceof Inserted.Duplicate duplicate) || duplicate.index() > 0;
        if (some) {
            replicate();
        }
        return inserted;
    }

    private Inserted apply(List<StoredTransaction> documents) {
        for (int i = 0; i < documents.size(); i++) {
            StoredTransaction document = documents.get(i);
            if (applied.stream().anyMatch(there -> there.id() == document.id())) {
                return new Inserted.Duplicate(i, null);
            }
            for (var claims : document.keys().entrySet()) {
                for (ClaimedKey claimed : claims.getValue()) {
                    if (keys.contains(claimed.key())) {
                        return new Inserted.Duplicate(i, claims.getKey());
                    }
                }
            }
            document.keys().values().stream().flatMap(List::stream).forEach(claimed -> keys.add(claimed.key()));
            applied.add(document);
        }
        return new Inserted.All();
    }

    private static Inserted unknown() {
        return new Inserted.Unknown(new MongoException("no reply"));
    }

    private void call() {
        calls++;
        List<Later> due = later.stream().filter(each -> each.call() <= calls).toList();
        later.removeAll(due);
        due.forEach(each -> each.what().run());
    }

    private List<StoredTransaction> read() {
        call();
        if (silent || random.nextDouble() < deafness) {
            throw new MongoException("no answer");
        }
        return applied.subList(0, shown);
    }

    @Override
    public synchronized List<StoredTransaction> from(long id, int limit) {
        return read().stream().filter(each -> each.id() >= id).limit(limit).toList();
    }

    @Override
    public synchronized @Nullable StoredTransaction lastUpTo(long id) {
        return read().stream()
                .filter(each -> each.id() <= id)
                .reduce((before, after) -> after)
                .orElse(null);
    }

    @Override
    public synchronized @Nullable StoredTransaction holding(UniqueKey key) {
        return read().stream()
                .filter(each -> each.keys().getOrDefault(key.space(), List.of()).stream()
                        .anyMatch(claimed -> claimed.key().equals(key)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized List<StoredTransaction> matching(List<Sought> any, long from, long anchor, int limit) {
        return read().stream()
                .filter(each -> each.id() >= from)
                .filter(each ->
                        each.id() == anchor || any.isEmpty() || any.stream().anyMatch(sought -> has(each, sought)))
                .limit(limit)
                .toList();
    }

    private static boolean has(StoredTransaction transaction, Sought sought) {
        return transaction.tags().containsAll(sought.tags())
                && (sought.types().isEmpty()
                        || transaction.events().stream()
                                .anyMatch(event -> sought.types().contains(event.type())));
    }
}
