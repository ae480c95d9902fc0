package org.besik.command.eventlog.tree;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.proofs.Checkpoint;
import org.besik.proofs.NoteSigner;
import org.besik.proofs.ProofCheck;
import org.besik.proofs.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * Follows the durable head of a log with the tree, and signs what it says. Signs nothing that does not go on from what it
 * signed last, also after a restart: then it refuses for good, and says so. One signs at a time; where several nodes share a
 * log and its checkpoints, the others follow and check what that one signs.
 */
public final class CheckpointSigner implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(CheckpointSigner.class.getName());

    /** How often the tree takes in what is new: the log then still has the leaves in memory. */
    private static final Duration STEP = Duration.ofMillis(100);

    /** Signs at every so many steps: half a second behind at most, and two syncs a second. */
    private static final int STEPS_PER_SIGNATURE = 5;

    private static final long TOLD_EVERY = 1_000_000;

    /** What was signed: the text, and the note around it. */
    public record Signed(Checkpoint checkpoint, String note) {}

    private final ChainedFeed log;
    private final LogTree tree;
    private final CheckpointStore store;
    private final NoteSigner key;
    /** Null: nobody else signs. */
    private final @Nullable BooleanSupplier turn;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("besik-checkpoints").unstarted(this::run);
    private boolean isChecked;
    private long steps;
    private volatile @Nullable Signed latest;
    private volatile @Nullable String refusal;
    private volatile @Nullable String trouble;

    /** A signer that has not begun yet; it knows what was signed before. */
    public CheckpointSigner(ChainedFeed log, LogTree tree, CheckpointStore store, NoteSigner key) {
        this(log, tree, store, key, null);
    }

    /**
     * A signer among several.
     *
     * @param turn whether it is this one that signs; asked about twice a second. Null: always
     */
    public CheckpointSigner(
            ChainedFeed log, LogTree tree, CheckpointStore store, NoteSigner key, @Nullable BooleanSupplier turn) {
        this.log = log;
        this.tree = tree;
        this.store = store;
        this.key = key;
        this.turn = turn;
        store.last().ifPresent(this::remember);
    }

    private void remember(String note) {
        try {
            latest = new Signed(Checkpoint.parse(SignedNote.parse(note).text()), note);
        } catch (IllegalArgumentException damaged) {
            refuse("the checkpoint that was signed last cannot be read: " + damaged.getMessage());
        }
    }

    /** Begins to follow the log. */
    public void start() {
        thread.start();
    }

    /** The last checkpoint that was signed; null: none yet. */
    public @Nullable Signed latest() {
        return latest;
    }

    /** How many events are durable and not signed yet. */
    public long behind() {
        Signed last = latest;
        return log.head() - (last == null ? 0 : last.checkpoint().size());
    }

    /** Why nothing is signed any more, for a health page; null: nothing is wrong. */
    public @Nullable String trouble() {
        String refused = refusal;
        return refused == null ? trouble : refused;
    }

    private void run() {
        try {
            do {
                step();
            } while (!closing.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        if (refusal != null) {
            return;
        }
        try {
            follow();
            trouble = null;
        } catch (LogAlteredException altered) {
            refuse(String.valueOf(altered.getMessage()));
        } catch (RuntimeException failed) {
            // What cannot be read or written now may be later; nothing is signed until then.
            if (trouble == null) {
                LOG.log(System.Logger.Level.ERROR, "no checkpoint can be signed at present", failed);
            }
            trouble = "no checkpoint can be signed at present: " + failed.getMessage();
        }
    }

    private void follow() {
        boolean isDue = steps++ % STEPS_PER_SIGNATURE == 0;
        boolean isOurs = !isDue || turn == null || isOurTurn(turn);
        long head = log.head();
        Signed last = latest;
        if (!isChecked && last != null) {
            if (turn != null && last.checkpoint().size() > head) {
                // Another node saw more of the log; nothing is signed before this one sees it too
                throw new IllegalStateException(
                        "signed up to " + last.checkpoint().size() + ", but the log shows only " + head);
            }
            if (!goesOnFrom(last.checkpoint(), head)) {
                return;
            }
        }
        isChecked = true;
        tree.growTo(head, progress(head));
        if (isDue && isOurs && (last == null || head > last.checkpoint().size())) {
            sign(last, head);
        }
    }

    /** What others signed meanwhile is believed no more than what was signed before a restart. */
    private boolean isOurTurn(BooleanSupplier whose) {
        boolean isOurs = whose.getAsBoolean();
        Signed known = latest;
        store.last().filter(note -> known == null || !note.equals(known.note())).ifPresent(note -> {
            remember(note);
            isChecked = false;
        });
        return isOurs;
    }

    /** Whether the log still is what was signed before. */
    private boolean goesOnFrom(Checkpoint last, long head) {
        if (!last.origin().equals(key.verifier().name())) {
            refuse("the last checkpoint speaks for " + last.origin() + ", the key for "
                    + key.verifier().name());
        } else if (last.size() > head) {
            refuse("the log ends with " + head + ", but " + last.size()
                    + " events were signed: it was cut, or an older copy was put back");
        } else {
            tree.growTo(last.size(), progress(head));
            if (!Arrays.equals(tree.root(last.size()), last.root())) {
                refuse("the first " + last.size() + " events are not those that were signed");
            }
        }
        return refusal == null;
    }

    private void sign(@Nullable Signed last, long head) {
        var next = new Checkpoint(key.verifier().name(), head, tree.root());
        if (last != null && !isConsistent(last.checkpoint(), next)) {
            refuse("the tree of " + head + " events does not go on from the one of "
                    + last.checkpoint().size() + " that was signed");
            return;
        }
        String note = key.sign(next.text()).encoded();
        store.add(head, note);
        latest = new Signed(next, note);
    }

    private boolean isConsistent(Checkpoint last, Checkpoint next) {
        return ProofCheck.isConsistent(
                last.size(), last.root(), next.size(), next.root(), tree.consistency(last.size(), next.size()));
    }

    private void refuse(String why) {
        refusal = "no checkpoint is signed any more: " + why;
        LOG.log(System.Logger.Level.ERROR, refusal + ". Check the log with infra/verify");
    }

    private LongConsumer progress(long head) {
        long first = tree.size();
        return size -> {
            if (size / TOLD_EVERY > (size - (1 << 13)) / TOLD_EVERY && head - first > TOLD_EVERY) {
                LOG.log(System.Logger.Level.INFO, "the tree is being made again: {0} of {1} events", size, head);
            }
        };
    }

    @Override
    public void close() {
        closing.countDown();
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
