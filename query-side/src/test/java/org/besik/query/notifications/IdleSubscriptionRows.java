package org.besik.query.notifications;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscriptions that are kept nowhere: the contract must notice in every test. */
public final class IdleSubscriptionRows extends SubscriptionRowsContract {

    @Override
    protected SubscriptionRows rows() {
        return new SubscriptionRows() {
            @Override
            public Map<String, Row> all() {
                return Map.of();
            }

            @Override
            public @Nullable Row find(String id) {
                return null;
            }

            @Override
            public boolean replace(String id, @Nullable String expected, @Nullable Row next) {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
