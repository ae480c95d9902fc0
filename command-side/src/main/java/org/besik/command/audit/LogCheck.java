package org.besik.command.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.TreeStore;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.audit.AuditedEvent;
import org.besik.proofs.audit.Evidence;
import org.besik.proofs.audit.LogAudit;
import org.besik.proofs.audit.Report;

/** Reads the log again while it is in use, up to its present end, and compares chain, tree and checkpoints. */
final class LogCheck {

    private static final int PAGE = 1_000;

    /** How many checkpoints are compared: the last says all, the others say since when something is wrong. */
    private static final int CHECKPOINTS = 1_000;

    /** Is told how far the check has come; an exception ends it. */
    @FunctionalInterface
    interface Progress {
        void reached(long position, long head) throws IOException;
    }

    private final ChainedFeed log;
    private final TreeStore tree;
    private final CheckpointStore checkpoints;
    private final NoteVerifier key;

    LogCheck(ChainedFeed log, TreeStore tree, CheckpointStore checkpoints, NoteVerifier key) {
        this.log = log;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.key = key;
    }

    Report run(Progress progress) throws IOException {
        // Before the head: what is signed meanwhile may speak of events that are not read here.
        List<Evidence> evidence = checkpoints.spread(CHECKPOINTS).stream()
                .map(note -> Evidence.of("this log", note, key))
                .toList();
        long head = log.head();
        var audit = new LogAudit(evidence, tree::hash, TreeStore.LEVEL, 1, 0);
        long read = 0;
        while (read < head) {
            List<ChainedEvent> page = log.readChained(read, (int) Math.min(PAGE, head - read));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(event -> audit.add(audited(event)));
            read = page.getLast().position();
            progress.reached(read, head);
        }
        return audit.finish();
    }

    private static AuditedEvent audited(ChainedEvent event) {
        return new AuditedEvent(
                event.position(),
                event.type().getBytes(UTF_8),
                event.revision().getBytes(UTF_8),
                event.metadata(),
                event.tags(),
                event.payload(),
                null,
                event.link());
    }
}
