package org.besik.command.keys;

import org.besik.command.eventlog.mongo.RealServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerChildKeysTest extends ChildKeysContract {

    private @Nullable RealServer server;

    @BeforeAll
    static void needsAServer() {
        RealServer.needed(MongoServerChildKeysTest.class);
    }

    @Override
    protected KeyRows rows() {
        if (server == null) {
            server = RealServer.open(getClass());
        }
        return new MongoKeyRows(server.connection().database(), "keys");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
