package org.besik.query.notifications;

import org.besik.query.viewstore.mongo.Server;
import org.junit.jupiter.api.AfterEach;

class MongoSubscriptionRowsTest extends SubscriptionRowsContract {

    private final Server server = Server.inMemory();

    @Override
    protected SubscriptionRows rows() {
        return new MongoSubscriptionRows(server.database(), "notifications");
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
