package org.besik.query.notifications;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The subscriptions and how far each was told. Whoever writes says what it saw: of two at once one begins anew. */
final class Subscriptions {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SECRET_BYTES = 32;

    private final SubscriptionRows rows;
    private final Sealing sealing;

    /** A subscription and how far it was told. */
    record Kept(Subscription subscription, Progress progress) {

        Kept with(Progress next) {
            return new Kept(subscription, next);
        }
    }

    Subscriptions(SubscriptionRows rows, Sealing sealing) {
        this.rows = rows;
        this.sealing = sealing;
    }

    Map<String, Kept> all() {
        var all = new LinkedHashMap<String, Kept>();
        rows.all().forEach((id, row) -> all.put(id, JSON.readValue(row.body(), Kept.class)));
        return all;
    }

    @Nullable
    Kept find(String id) {
        var row = rows.find(id);
        return row == null ? null : JSON.readValue(row.body(), Kept.class);
    }

    /**
     * Changes what is kept of an id.
     *
     * @param change gets what is there, null if nothing is, and gives what shall be; the same: nothing is written
     * @return what is there now
     */
    @Nullable
    Kept change(String id, UnaryOperator<@Nullable Kept> change) {
        while (true) {
            var row = rows.find(id);
            Kept before = row == null ? null : JSON.readValue(row.body(), Kept.class);
            Kept after = change.apply(before);
            if (Objects.equals(after, before)
                    || rows.replace(
                            id,
                            row == null ? null : row.revision(),
                            after == null
                                    ? null
                                    : new SubscriptionRows.Row(
                                            UUID.randomUUID().toString(), JSON.writeValueAsBytes(after)))) {
                return after;
            }
        }
    }

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    byte[] seal(String id, byte[] secret) {
        return sealing.seal("notification " + id, secret);
    }

    byte[] secret(Subscription subscription) {
        byte[] sealed = subscription.sealedSecret();
        if (sealed == null) {
            throw new IllegalStateException("a subscription has no secret");
        }
        return sealing.open("notification " + subscription.id(), sealed);
    }
}
