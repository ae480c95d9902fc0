package org.besik.query.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers, for as long as the views are what they were when these were given: many people look at the same pages, and while
 * facts stream in the views change twice a second, not with each of them.
 */
final class Remembered {

    /** So many different questions; further ones are answered and forgotten. */
    private static final int MOST = 256;

    private record Answers(ViewStore views, long position, Map<Object, Object> byQuestion) {

        @SuppressWarnings("ReferenceEquality")
        boolean areOf(ViewStore now) {
            return views == now && position == now.position();
        }
    }

    private volatile @Nullable Answers answers;

    /**
     * @param question whose equals says what is asked
     * @param isSmall whether an answer is worth its memory
     */
    @SuppressWarnings("unchecked")
    <T> T answer(ViewStore views, Object question, Supplier<T> answer, Predicate<T> isSmall) {
        Answers known = answers;
        if (known == null || !known.areOf(views)) {
            known = new Answers(views, views.position(), new ConcurrentHashMap<>());
            answers = known;
        }
        Object before = known.byQuestion().get(question);
        if (before != null) {
            return (T) before;
        }
        T now = answer.get();
        // What was read while a batch came in may be half of one and half of the other
        if (known.areOf(views) && isSmall.test(now) && known.byQuestion().size() < MOST) {
            known.byQuestion().put(question, now);
        }
        return now;
    }
}
