package org.besik.query.notifications;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where subscriptions are kept, a row each, for several processes at once. What was put survives a crash. Every method throws
 * {@link IllegalStateException} if the store does not answer; then it is not known whether a row was put.
 */
public interface SubscriptionRows extends AutoCloseable {

    /**
     * What is kept of a subscription.
     *
     * @param revision another one with every write
     * @param body what the writer wants back
     */
    record Row(String revision, byte[] body) {}

    /** All of them by id, in the order of ids. */
    Map<String, Row> all();

    @Nullable
    Row find(String id);

    /**
     * Puts a row in the place of another.
     *
     * @param expected the revision that must be there; null: no row
     * @param next null: none from now on
     * @return false, and nothing is changed, if something else is there
     */
    boolean replace(String id, @Nullable String expected, @Nullable Row next);

    @Override
    void close();
}
