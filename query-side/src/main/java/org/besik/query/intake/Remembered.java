package org.besik.query.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given last: many people look at the same pages. One is given again as long as the views are what they
 * were; some can say what a batch makes of them, and so hold while facts stream in, when the views change several times a
 * second.
 */
final class Remembered {

    private static final Logger LOG = System.getLogger(Remembered.class.getName());

    /** What all answers may weigh together. */
    private static final int MOST = 60_000;

    /** Whoever was not asked for during so many batches is forgotten, rather than carried on for nobody. */
    private static final int PATIENCE = 100;

    /** @param goesOn null: it holds for these views only */
    private record Kept(
            Object answer,
            ToIntFunction<Object> weigh,
            @Nullable GoesOn<Object> goesOn,
            long position,
            int askedAt) {

        int weight() {
            return weigh.applyAsInt(answer);
        }
    }

    private final ViewStore views;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wentOn = lock.newCondition();

    /** Those asked for last come last: the first make room. */
    private final Map<Object, Kept> byQuestion = new LinkedHashMap<>(16, 0.75f, true);

    private int batches;
    private boolean isWriting;

    /** How often all was forgotten: what was read before is not kept after. */
    private int forgotten;

    Remembered(ViewStore views) {
        this.views = views;
    }

    /**
     * @param question whose equals says what is asked
     * @param weigh what an answer takes: about so many kilobytes
     * @param goesOn null: a batch ends it
     */
    @SuppressWarnings("unchecked")
    <T> T answer(Object question, Supplier<T> answer, ToIntFunction<T> weigh, @Nullable GoesOn<T> goesOn) {
        long position;
        int before;
        lock.lock();
        try {
            Kept kept = byQuestion.get(question);
            position = views.position();
            while (isWriting && kept != null && kept.goesOn() != null && kept.position() < position) {
                // The batch is written and the answer nearly is what it makes of it
                wentOn.awaitUninterruptibly();
                kept = byQuestion.get(question);
                position = views.position();
            }
            before = forgotten;
            if (kept != null && kept.position() == position) {
                put(question, new Kept(kept.answer(), kept.weigh(), kept.goesOn(), position, batches));
                return (T) kept.answer();
            }
        } finally {
            lock.unlock();
        }
        T now = answer.get();
        lock.lock();
        try {
            // What was read while a batch came in may be half of one and half of the other; and while all is built for
            // the
            // first time the position does not tell one state from another
            if (position > 0 && position == views.position() && before == forgotten && weigh.applyAsInt(now) <= MOST) {
                // A batch that is being written may be in the answer already, though the position does not say so:
                // going on would add it twice
                GoesOn<Object> onward = isWriting ? null : (GoesOn<Object>) goesOn;
                put(question, new Kept(now, (ToIntFunction<Object>) weigh, onward, position, batches));
            }
        } finally {
            lock.unlock();
        }
        return now;
    }

    private void put(Object question, Kept kept) {
        byQuestion.put(question, kept);
        // Anew each time: an answer may have grown since
        int weight = byQuestion.values().stream().mapToInt(Kept::weight).sum();
        var eldest = byQuestion.values().iterator();
        while (weight > MOST) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    /**
     * Writes a batch, and makes of the answers what it makes of them.
     *
     * @param batch null: nobody can tell, and all have to be given anew
     */
    void goOn(Runnable write, @Nullable WrittenBatch batch) {
        long was;
        lock.lock();
        try {
            was = views.position();
            isWriting = true;
        } finally {
            lock.unlock();
        }
        boolean isWritten = false;
        try {
            write.run();
            isWritten = true;
        } finally {
            lock.lock();
            try {
                if (!isWritten || batch == null || !hasGoneOn(was, batch)) {
                    forget();
                }
            } finally {
                isWriting = false;
                wentOn.signalAll();
                lock.unlock();
            }
        }
    }

    /** The batch is written and counts, whatever becomes of answers. */
    private boolean hasGoneOn(long was, WrittenBatch batch) {
        try {
            goOn(was, batch);
            return true;
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "answers are given anew: {0}",
                    failed.getClass().getSimpleName());
            return false;
        }
    }

    private void goOn(long was, WrittenBatch batch) {
        long is = views.position();
        batches++;
        byQuestion.replaceAll((question, kept) -> {
            // What was answered in the moment since the batch rests on it already
            if (kept.position() == is) {
                return kept;
            }
            boolean isWanted = kept.position() == was && batches - kept.askedAt() <= PATIENCE;
            Object after = isWanted && kept.goesOn() != null ? kept.goesOn().after(kept.answer(), batch) : null;
            return after == null
                    ? new Kept(kept.answer(), kept.weigh(), null, -1, 0)
                    : new Kept(after, kept.weigh(), kept.goesOn(), is, kept.askedAt());
        });
        byQuestion.values().removeIf(kept -> kept.position() < 0);
    }

    /** Something else was written than a batch, or nobody knows. */
    void forget() {
        lock.lock();
        try {
            forgotten++;
            byQuestion.clear();
        } finally {
            lock.unlock();
        }
    }
}
