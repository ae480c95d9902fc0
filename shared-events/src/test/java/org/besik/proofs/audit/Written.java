package org.besik.proofs.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.besik.proofs.ChainLink;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.EventHash;
import org.besik.proofs.MerkleFrontier;
import org.besik.proofs.NoteSigner;
import org.jspecify.annotations.Nullable;

/** A log as it was written: transactions of one, two, three, one, … events. */
final class Written {

    static final NoteSigner KEY = NoteSigner.generate("example.com/log");

    final List<AuditedEvent> events = new ArrayList<>();
    private final boolean isExport;

    private Written(boolean isExport) {
        this.isExport = isExport;
    }

    /** An export states the leaf beside each event. */
    static Written log(int size, String words, boolean isExport) {
        var log = new Written(isExport);
        for (int n = 1; log.events.size() < size; n++) {
            log.write(Math.min(1 + n % 3, size - log.events.size()), words);
        }
        return log;
    }

    /** Appends one transaction. */
    void write(int count, String words) {
        byte[] before = events.isEmpty() ? ChainLink.origin() : events.getLast().link();
        var leaves = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            long position = events.size() + 1L;
            AuditedEvent event = event(position, words + " " + position);
            byte[] leaf = Transaction.leaf(new EventHash(), event);
            leaves.add(leaf);
            byte[] link = i == count - 1 ? ChainLink.after(before, leaves) : null;
            events.add(stated(event, isExport ? leaf : null).with(link));
        }
    }

    static AuditedEvent event(long position, String words) {
        byte[] tag = "child:a".getBytes(UTF_8);
        return new AuditedEvent(
                position,
                "t.Said".getBytes(UTF_8),
                "1".getBytes(UTF_8),
                "{\"n\":\"1\"}".getBytes(UTF_8),
                ByteBuffer.allocate(4 + tag.length).putInt(tag.length).put(tag).array(),
                words.getBytes(UTF_8),
                null,
                null);
    }

    private static AuditedEvent stated(AuditedEvent event, byte @Nullable [] leaf) {
        return new AuditedEvent(
                event.position(),
                event.type(),
                event.revision(),
                event.metadata(),
                event.tags(),
                event.payload(),
                leaf,
                event.link());
    }

    AuditedEvent at(long position) {
        return events.get((int) position - 1);
    }

    /** Puts another payload in, and leaves the hashes as they are. */
    void says(long position, String words) {
        AuditedEvent old = at(position);
        events.set(
                (int) position - 1, stated(event(position, words), old.stated()).with(old.link()));
    }

    /** Exchanges what two events say. */
    void swapContents(long one, long other) {
        AuditedEvent left = at(one);
        AuditedEvent right = at(other);
        events.set((int) one - 1, right.at(one).with(left.link()));
        events.set((int) other - 1, left.at(other).with(right.link()));
    }

    /** Exchanges two events, whatever belongs to them. */
    void swapRows(long one, long other) {
        AuditedEvent left = at(one);
        AuditedEvent right = at(other);
        events.set((int) one - 1, right.at(one));
        events.set((int) other - 1, left.at(other));
    }

    /** Takes events out and closes the ranks. */
    void removeAndRenumber(long from, long to) {
        events.subList((int) from - 1, (int) to).clear();
        for (int i = (int) from - 1; i < events.size(); i++) {
            events.set(i, events.get(i).at(i + 1));
        }
    }

    /** Where a transaction of one event stands, at or after a position. */
    long aloneFrom(long position) {
        long at = position;
        while (at(at).link() == null || at > 1 && at(at - 1).link() == null) {
            at++;
        }
        return at;
    }

    Evidence checkpoint(int size) {
        return Evidence.of("a friend", note(size), KEY.verifier());
    }

    String note(int size) {
        var tree = new MerkleFrontier((level, number, hash) -> {});
        events.subList(0, size).forEach(event -> tree.add(Transaction.leaf(new EventHash(), event)));
        return KEY.sign(new Checkpoint("example.com/log", size, tree.root()).text())
                .encoded();
    }

    Report audit(Evidence... evidence) {
        var audit = new LogAudit(Arrays.asList(evidence));
        events.forEach(audit::add);
        return audit.finish();
    }
}
