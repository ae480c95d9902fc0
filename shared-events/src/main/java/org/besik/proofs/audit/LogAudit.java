package org.besik.proofs.audit;

import static org.besik.proofs.audit.Finding.Kind.ALTERED;
import static org.besik.proofs.audit.Finding.Kind.DELETED;
import static org.besik.proofs.audit.Finding.Kind.INSERTED;
import static org.besik.proofs.audit.Finding.Kind.REORDERED;
import static org.besik.proofs.audit.Finding.Kind.REPEATED;
import static org.besik.proofs.audit.Finding.Kind.TRUNCATED;
import static org.besik.proofs.audit.Finding.Kind.UNREADABLE;
import static org.besik.proofs.audit.Finding.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.besik.proofs.ChainLink;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.EventHash;
import org.besik.proofs.MerkleFrontier;
import org.jspecify.annotations.Nullable;

/**
 * Answers: is this log as it was written, and if not, what was done to it? Is given the events in the order in which they
 * were found, once, and builds the chain and the tree again. Memory does not grow with the log. For use by one thread.
 */
public final class LogAudit {

    /** How far events may stand from their places and still be put back. */
    private static final int WINDOW = 1_000;

    /** How many places further on a transaction is looked for when events around it seem to be gone or added. */
    private static final int FARTHEST_MOVE = 1_000;

    /** After so many breaks the rest is only counted: nobody reads on, and explaining takes time. */
    private static final int MOST_BREAKS = 64;

    private static final int LONGEST_BREAK = 64;
    private static final int MOVES_TRIED_IN = 8;
    private static final int MOST_FINDINGS = 1_000;

    /** What the tree beside the log knew of a complete subtree; null: nothing. */
    @FunctionalInterface
    public interface KnownTree {
        byte @Nullable [] hash(int level, long number);
    }

    private final EventHash hash = new EventHash();
    private final List<Evidence> evidence;
    private final Set<Long> sizes;
    private final Map<Long, byte[]> roots = new HashMap<>();
    private final MerkleFrontier tree;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long unlisted;

    private final TreeMap<Long, AuditedEvent> waiting = new TreeMap<>();
    private final TreeMap<Long, Long> missing = new TreeMap<>();
    private final TreeSet<Long> unreadable = new TreeSet<>();
    private final long first;
    private final long end;
    private long next;
    private long events;

    private final List<AuditedEvent> current = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private byte @Nullable [] previous;
    private byte[] fitting = ChainLink.origin();
    private final List<Transaction> broken = new ArrayList<>();
    private final List<Break> unexplained = new ArrayList<>();
    private long moved;
    private int breaks;

    /** The first position from which on the tree cannot be built; 0: it can. */
    private long treeEndsAt;

    /** The first position at which something does not fit; 0: none. */
    private long wrongFrom;

    private long unknownToTree;

    /**
     * An audit of a whole log, or of a part.
     *
     * @param evidence checkpoints that were kept
     * @param known what a tree beside the log remembers
     * @param level of the nodes it is asked for; -1: it remembers nothing
     * @param first the position with which the part begins; 1: a whole log
     * @param end the position with which the part ends; 0: it goes to the end of the log
     */
    public LogAudit(List<Evidence> evidence, KnownTree known, int level, long first, long end) {
        this.evidence = List.copyOf(evidence);
        this.first = first;
        this.end = end;
        next = first;
        if (first == 1) {
            previous = ChainLink.origin();
        } else {
            treeEndsAt = first;
        }
        sizes = evidence.stream()
                .flatMap(each -> Stream.ofNullable(each.checkpoint()))
                .map(Checkpoint::size)
                .collect(Collectors.toSet());
        tree = new MerkleFrontier((at, number, node) -> {
            if (at == level && unknownToTree == 0) {
                byte[] remembered = known.hash(at, number);
                if (remembered != null && !Arrays.equals(remembered, node)) {
                    unknownToTree = (number << at) + 1;
                }
            }
        });
        roots.put(0L, tree.root());
    }

    /** An audit of a whole log. */
    public LogAudit(List<Evidence> evidence) {
        this(evidence, (level, number) -> null, -1, 1, 0);
    }

    /** Takes the next event that was found. */
    public void add(AuditedEvent event) {
        if (event.position() < 1) {
            unreadable("an event has the position " + event.position());
            return;
        }
        events++;
        long position = event.position();
        if (position < first) {
            found(Finding.at(INSERTED, position, "event " + position + " stands before the part begins"));
        } else if (position == next) {
            if (!waiting.isEmpty()) {
                found(Finding.at(
                        REORDERED, position, "event " + position + " stands after event " + waiting.lastKey()));
            }
            take(event);
            drain();
        } else if (position > next && !waiting.containsKey(position)) {
            waiting.put(position, event);
            if (waiting.size() > WINDOW) {
                skip();
            }
        } else {
            late(position);
        }
    }

    /** Something that should have been an event could not be read. */
    public void unreadable(String what) {
        long here = waiting.isEmpty() ? Math.max(next, 1) : waiting.lastKey() + 1;
        while (unreadable.contains(here)) {
            here++;
        }
        unreadable.add(here);
        found(Finding.at(UNREADABLE, here, what));
    }

    /** The position after the last one that was found in its place; for progress. */
    public long next() {
        return next;
    }

    private void late(long position) {
        var gap = missing.floorEntry(position);
        if (gap == null || gap.getValue() < position) {
            found(Finding.at(REPEATED, position, "position " + position + " stands twice"));
            return;
        }
        missing.remove(gap.getKey());
        if (gap.getKey() < position) {
            missing.put(gap.getKey(), position - 1);
        }
        if (position < gap.getValue()) {
            missing.put(position + 1, gap.getValue());
        }
        found(Finding.at(REORDERED, position, "event " + position + " stands after event " + (next - 1)));
    }

    private void drain() {
        while (!waiting.isEmpty() && waiting.firstKey() == next) {
            take(waiting.pollFirstEntry().getValue());
        }
    }

    /** Gives up waiting for the next events. */
    private void skip() {
        long present = waiting.firstKey();
        missing.put(next, present - 1);
        closeBreak();
        current.clear();
        leaves.clear();
        previous = null;
        endTree(next);
        next = present;
        drain();
    }

    private void endTree(long position) {
        wrong(position);
        if (treeEndsAt == 0) {
            treeEndsAt = position;
        }
    }

    private void wrong(long position) {
        if (wrongFrom == 0) {
            wrongFrom = position;
        }
    }

    private void take(AuditedEvent found) {
        AuditedEvent event = moved == 0 ? found : found.at(found.position() + moved);
        byte[] leaf = Transaction.leaf(hash, event);
        current.add(event);
        leaves.add(leaf);
        if (treeEndsAt == 0) {
            tree.add(leaf);
            if (sizes.contains(tree.size())) {
                roots.put(tree.size(), tree.root());
            }
        }
        next++;
        byte[] link = event.link();
        if (link != null) {
            close(link);
        }
    }

    private void close(byte[] link) {
        byte[] before = previous;
        previous = link;
        if (before == null) {
            compareStated();
            fitting = link;
        } else {
            check(new Transaction(before, List.copyOf(current), List.copyOf(leaves)), link);
        }
        current.clear();
        leaves.clear();
    }

    private void check(Transaction transaction, byte[] link) {
        if (transaction.fits(transaction.before())) {
            closeBreak();
            compareStated();
            fitting = link;
        } else {
            breakAt(transaction);
        }
    }

    /** The chain fits, or cannot be checked: then the leaves beside the events must. */
    private void compareStated() {
        for (int i = 0; i < current.size(); i++) {
            byte[] stated = current.get(i).stated();
            if (stated != null && !Arrays.equals(stated, leaves.get(i))) {
                long position = current.get(i).position();
                found(Finding.at(ALTERED, position, "the leaf stated for event " + position + " is not its own"));
            }
        }
    }

    private void breakAt(Transaction transaction) {
        if (!broken.isEmpty() && broken.size() < MOVES_TRIED_IN && breaks < MOST_BREAKS) {
            long by = move(transaction);
            if (by != 0) {
                renumbered(transaction, by);
                return;
            }
        }
        if (broken.isEmpty()) {
            breaks++;
            // The tree goes on: a link may be all that is wrong, and then it fits what was signed.
            wrong(transaction.first());
        }
        if (broken.size() < LONGEST_BREAK) {
            broken.add(transaction);
        }
    }

    private long move(Transaction transaction) {
        for (long by = 1; by <= FARTHEST_MOVE; by++) {
            if (transaction.fitsMoved(hash, transaction.before(), by)) {
                return by;
            }
            if (by < transaction.first() && transaction.fitsMoved(hash, transaction.before(), -by)) {
                return -by;
            }
        }
        return 0;
    }

    private void renumbered(Transaction transaction, long by) {
        long at = broken.getFirst().first();
        broken.clear();
        moved += by;
        endTree(at);
        String count = Math.abs(by) == 1 ? "one event" : Math.abs(by) + " events";
        found(
                by > 0
                        ? new Finding(
                                DELETED,
                                at,
                                at + by - 1,
                                count + " before position " + at + " are gone, and what follows was numbered anew")
                        : new Finding(
                                INSERTED,
                                at + by,
                                at - 1,
                                count + " before position " + at + " were put in, and what follows was numbered anew"));
        fitting = transaction.link();
    }

    private void closeBreak() {
        if (broken.isEmpty()) {
            return;
        }
        var closed = new Break(hash, fitting, broken);
        broken.clear();
        if (breaks > MOST_BREAKS) {
            found(closed.altered());
            return;
        }
        List<Finding> explained = closed.explained();
        if (explained.isEmpty()) {
            unexplained.add(closed);
        } else {
            explained.forEach(this::found);
        }
    }

    /** Ends the reading and says what was found. */
    public Report finish() {
        while (!waiting.isEmpty()) {
            skip();
        }
        closeBreak();
        cutOff();
        explainInPairs();
        missing.forEach(this::missing);
        long last = next - 1;
        if (last < end) {
            found(new Finding(TRUNCATED, next, end, events(next, end) + " should follow and do not"));
        }
        var judgement = new Judgement(last, roots, treeEndsAt, wrongFrom, unknownToTree);
        int confirmed = judgement.confirmed(evidence, end == 0, this::found, remarks::add);
        if (first > 1) {
            remarks.add("A part that begins with event " + first + " has no tree: only its own chain was checked");
        }
        if (unlisted > 0) {
            remarks.add(unlisted + " more findings are not listed");
        }
        findings.sort(Comparator.comparingLong(Finding::from));
        return new Report(
                events,
                last,
                treeEndsAt == 0 ? tree.root() : new byte[0],
                confirmed,
                List.copyOf(findings),
                List.copyOf(remarks));
    }

    private void cutOff() {
        if (!current.isEmpty() && next - 1 != end) {
            long from = current.getFirst().position();
            long to = current.getLast().position();
            found(new Finding(
                    TRUNCATED, from, to, "the transaction of " + events(from, to) + " has no end: it was cut off"));
        }
    }

    private void explainInPairs() {
        var left = new ArrayList<>(unexplained);
        for (int i = 0; i < left.size(); i++) {
            for (int j = i + 1; j < left.size(); j++) {
                Finding swapped = Break.swappedBetween(left.get(i), left.get(j));
                if (swapped != null) {
                    found(swapped);
                    left.remove(j);
                    left.remove(i--);
                    break;
                }
            }
        }
        left.forEach(each -> each.unexplained().forEach(this::found));
    }

    private void missing(long from, long to) {
        if (from != to || !unreadable.contains(from)) {
            found(new Finding(DELETED, from, to, events(from, to) + (from == to ? " is missing" : " are missing")));
        }
    }

    private void found(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else {
            unlisted++;
        }
    }
}
