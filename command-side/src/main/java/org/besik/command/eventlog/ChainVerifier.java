package org.besik.command.eventlog;

import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongConsumer;
import org.besik.command.eventlog.ChainedFeed.ChainedEvent;
import org.jspecify.annotations.Nullable;

/** Answers: is the log as it was written? Reads it again and checks that it is dense and that every hash fits. */
public final class ChainVerifier {

    private static final int PAGE = 1_000;

    /**
     * What was found.
     *
     * @param verified the last position up to which everything fits
     * @param link the link there
     * @param broken the first place where something does not; null: the log is whole
     */
    public record Verdict(
            long verified, byte[] link, @Nullable Broken broken) {

        public boolean isWhole() {
            return broken == null;
        }
    }

    /** Where and how the log is broken. In a transaction the hash cannot tell which of its events was altered: the last. */
    public record Broken(long position, String what) {}

    private final ChainedFeed log;
    private final LongConsumer progress;
    private final HashChain chain;
    private long position;
    private long verified;
    private byte[] link;

    private ChainVerifier(ChainedFeed log, long after, byte[] link, LongConsumer progress) {
        this.log = log;
        this.progress = progress;
        this.chain = new HashChain(link);
        this.position = after;
        this.verified = after;
        this.link = link;
    }

    /** Checks the whole log up to its present head; {@code progress} is told the position now and then. */
    public static Verdict verify(ChainedFeed log, LongConsumer progress) {
        return verify(log, 0, HashChain.origin(), progress);
    }

    /** Checks what stands after a position, from the link that a transaction ending there had. */
    public static Verdict verify(ChainedFeed log, long after, byte[] link, LongConsumer progress) {
        return new ChainVerifier(log, after, link, progress).run();
    }

    private Verdict run() {
        long head = log.head();
        while (position < head) {
            List<ChainedEvent> page = log.readChained(position, (int) Math.min(PAGE, head - position));
            if (page.isEmpty()) {
                return broken(position + 1, "no event here");
            }
            for (ChainedEvent event : page) {
                Verdict broken = check(event);
                if (broken != null) {
                    return broken;
                }
            }
            progress.accept(verified);
        }
        return position == verified
                ? new Verdict(verified, link, null)
                : broken(position, "its transaction has no end");
    }

    private @Nullable Verdict check(ChainedEvent event) {
        if (event.position() != position + 1) {
            return broken(position + 1, "no event here");
        }
        position = event.position();
        chain.add(position, event.type(), event.revision(), event.metadata(), event.tags(), event.payload());
        byte[] stored = event.link();
        if (stored != null) {
            byte[] expected = chain.close();
            if (!MessageDigest.isEqual(expected, stored)) {
                return broken(position, "the hash does not fit");
            }
            verified = position;
            link = expected;
        }
        return null;
    }

    private Verdict broken(long at, String what) {
        return new Verdict(verified, link, new Broken(at, what));
    }
}
