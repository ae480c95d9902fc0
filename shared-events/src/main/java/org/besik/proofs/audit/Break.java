package org.besik.proofs.audit;

import static org.besik.proofs.audit.Finding.Kind.ALTERED;
import static org.besik.proofs.audit.Finding.Kind.FLIPPED;
import static org.besik.proofs.audit.Finding.Kind.REORDERED;
import static org.besik.proofs.audit.Finding.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.besik.proofs.ChainLink;
import org.besik.proofs.EventHash;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of transactions whose links do not fit, between one link that fits and the next that does. Answers what was
 * done to it by undoing, one after the other, what may have been done, until every hash fits again.
 */
final class Break {

    /** How many bytes are tried bit by bit: each costs eight hashes of its event. */
    private static final int BITS_TRIED_IN = 1 << 14;

    /** Among how many events exchanges are tried: each costs the hashes of all of them. */
    private static final int EXCHANGES_TRIED_IN = 200;

    private static final String[] MEMBERS = {"type", "revision", "metadata", "tags", "payload"};

    private final EventHash hash;
    private final byte[] start;
    private final List<Transaction> transactions;

    /** @param start the last link that fits */
    Break(EventHash hash, byte[] start, List<Transaction> transactions) {
        this.hash = hash;
        this.start = start;
        this.transactions = List.copyOf(transactions);
    }

    long first() {
        return transactions.getFirst().first();
    }

    long last() {
        return transactions.getLast().last();
    }

    /** The events of the stretch, in order. */
    private List<AuditedEvent> all() {
        return transactions.stream().flatMap(each -> each.events().stream()).toList();
    }

    /** What was done, if undoing it explains everything; empty: something else. */
    List<Finding> explained() {
        Finding one = alteredLink();
        one = one == null ? missingLink() : one;
        one = one == null ? flippedLink() : one;
        one = one == null ? statedLeaf() : one;
        one = one == null ? swappedWithin() : one;
        if (one != null) {
            return List.of(one);
        }
        var bits = new ArrayList<Finding>();
        for (Transaction each : transactions) {
            Finding bit = flippedBit(each);
            if (bit == null) {
                return List.of();
            }
            bits.add(bit);
        }
        return bits;
    }

    /** What can be said when nothing explains all of it. */
    List<Finding> unexplained() {
        var found = new ArrayList<Finding>();
        for (Transaction each : transactions) {
            Finding bit = flippedBit(each);
            found.add(bit == null ? altered(each.first(), each.last()) : bit);
        }
        return found;
    }

    /** Without looking for an explanation. */
    Finding altered() {
        return altered(first(), last());
    }

    private static Finding altered(long from, long to) {
        return new Finding(
                ALTERED,
                from,
                to,
                "the hashes of " + events(from, to) + " do not fit" + (from == to ? "" : ": one or more were altered"));
    }

    /** Links in between were altered: without them, the events lead from the link before to the last one. */
    private @Nullable Finding alteredLink() {
        if (transactions.size() < 2) {
            return null;
        }
        byte[] link = start;
        Transaction wrong = null;
        for (Transaction each : transactions) {
            link = each.expected(link);
            if (wrong == null && !Arrays.equals(link, each.link())) {
                wrong = each;
            }
        }
        return wrong == null || !Arrays.equals(link, transactions.getLast().link())
                ? null
                : Finding.at(
                        FLIPPED,
                        wrong.last(),
                        "the link stored with event " + wrong.last() + " is not the one of its events");
    }

    /** A link was taken away, so that two transactions look like one. */
    private @Nullable Finding missingLink() {
        if (transactions.size() > 1) {
            return null;
        }
        Transaction both = transactions.getFirst();
        for (int end = 1; end < both.leaves().size(); end++) {
            byte[] between = ChainLink.after(start, both.leaves().subList(0, end));
            byte[] link = ChainLink.after(
                    between, both.leaves().subList(end, both.leaves().size()));
            if (Arrays.equals(link, both.link())) {
                long position = both.events().get(end - 1).position();
                return Finding.at(FLIPPED, position, "the link that was stored with event " + position + " is gone");
            }
        }
        return null;
    }

    private @Nullable Finding flippedLink() {
        Transaction last = transactions.getLast();
        if (transactions.size() > 1 || differingBits(last.expected(start), last.link()) != 1) {
            return null;
        }
        return Finding.at(FLIPPED, last.last(), "one bit of the link stored with event " + last.last() + " is another");
    }

    private static int differingBits(byte[] one, byte[] other) {
        int bits = one.length == other.length ? 0 : Integer.MAX_VALUE;
        for (int i = 0; i < one.length && i < other.length; i++) {
            bits += Integer.bitCount((one[i] ^ other[i]) & 0xFF);
        }
        return bits;
    }

    /** The leaves that were written beside the events fit, so the events without theirs were altered. */
    private @Nullable Finding statedLeaf() {
        long from = 0;
        long to = 0;
        byte[] link = start;
        for (Transaction each : transactions) {
            var stated = new ArrayList<byte[]>();
            for (int i = 0; i < each.events().size(); i++) {
                byte[] leaf = each.events().get(i).stated();
                if (leaf == null) {
                    return null;
                }
                if (!Arrays.equals(leaf, each.leaves().get(i))) {
                    to = each.events().get(i).position();
                    from = from == 0 ? to : from;
                }
                stated.add(leaf);
            }
            link = ChainLink.after(link, stated);
            if (!Arrays.equals(link, each.link())) {
                return null;
            }
        }
        if (from == 0) {
            return null;
        }
        Finding bit = transactions.size() == 1 ? flippedBit(transactions.getFirst()) : null;
        return bit == null ? new Finding(ALTERED, from, to, events(from, to) + ": not what was recorded") : bit;
    }

    private @Nullable Finding flippedBit(Transaction broken) {
        long size = broken.events().stream()
                .flatMap(event -> Arrays.stream(event.members()))
                .mapToLong(member -> member.length)
                .sum();
        for (int i = 0; size <= BITS_TRIED_IN && i < broken.events().size(); i++) {
            Finding found = flippedBit(broken, i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Finding flippedBit(Transaction broken, int index) {
        AuditedEvent event = broken.events().get(index);
        var leaves = new ArrayList<>(broken.leaves());
        byte[][] members = event.members();
        for (int m = 0; m < members.length; m++) {
            byte[] whole = members[m];
            byte[] tried = whole.clone();
            members[m] = tried;
            for (int bit = 0; bit < whole.length * 8; bit++) {
                tried[bit / 8] ^= (byte) (1 << bit % 8);
                leaves.set(
                        index, hash.of(event.position(), members[0], members[1], members[2], members[3], members[4]));
                if (Arrays.equals(ChainLink.after(broken.before(), leaves), broken.link())) {
                    return Finding.at(
                            FLIPPED,
                            event.position(),
                            "one bit of the %s of event %d is another: byte %d, bit %d; put back, every hash fits"
                                    .formatted(MEMBERS[m], event.position(), bit / 8, bit % 8));
                }
                tried[bit / 8] = whole[bit / 8];
            }
            members[m] = whole;
        }
        return null;
    }

    private @Nullable Finding swappedWithin() {
        List<AuditedEvent> events = all();
        for (int i = 0; events.size() <= EXCHANGES_TRIED_IN && i < events.size(); i++) {
            for (int j = i + 1; j < events.size(); j++) {
                if (fitsWith(events, i, events.get(j), j, events.get(i))) {
                    return swapped(events.get(i).position(), events.get(j).position());
                }
            }
        }
        return null;
    }

    static Finding swapped(long one, long other) {
        return new Finding(
                REORDERED,
                one,
                other,
                "events " + one + " and " + other + " stand in each other's places; put back, every hash fits");
    }

    /** Whether an event of this stretch and one of another explain both when they change places. */
    static @Nullable Finding swappedBetween(Break one, Break other) {
        List<AuditedEvent> ones = one.all();
        List<AuditedEvent> others = other.all();
        for (int i = 0; ones.size() + others.size() <= EXCHANGES_TRIED_IN && i < ones.size(); i++) {
            for (int j = 0; j < others.size(); j++) {
                AuditedEvent left = ones.get(i);
                AuditedEvent right = others.get(j);
                if (one.fitsWith(ones, i, right, -1, right) && other.fitsWith(others, j, left, -1, left)) {
                    return swapped(left.position(), right.position());
                }
            }
        }
        return null;
    }

    /** Whether everything fits with others in one or two places: with the links they brought, or with those of the places. */
    private boolean fitsWith(
            List<AuditedEvent> events, int first, AuditedEvent there, int second, AuditedEvent elsewhere) {
        return fits(placed(events, first, there, second, elsewhere, false))
                || fits(placed(events, first, there, second, elsewhere, true));
    }

    private static List<AuditedEvent> placed(
            List<AuditedEvent> events,
            int first,
            AuditedEvent there,
            int second,
            AuditedEvent elsewhere,
            boolean withLinks) {
        var placed = new ArrayList<>(events);
        place(placed, first, there, withLinks);
        if (second >= 0) {
            place(placed, second, elsewhere, withLinks);
        }
        return placed;
    }

    private static void place(List<AuditedEvent> events, int index, AuditedEvent other, boolean withLink) {
        AuditedEvent own = events.get(index);
        events.set(index, other.at(own.position()).with(withLink ? other.link() : own.link()));
    }

    /** Whether events lead from the link before to the last link there was. */
    private boolean fits(List<AuditedEvent> events) {
        byte[] link = start;
        var leaves = new ArrayList<byte[]>();
        for (AuditedEvent event : events) {
            leaves.add(Transaction.leaf(hash, event));
            byte[] stored = event.link();
            if (stored != null) {
                link = ChainLink.after(link, leaves);
                if (!Arrays.equals(link, stored)) {
                    return false;
                }
                leaves.clear();
            }
        }
        return leaves.isEmpty();
    }
}
