package org.besik.command.eventlog.mongo;

import com.mongodb.client.MongoDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerEventLogTest extends MongoEventLogContract {

    private @Nullable RealServer server;

    @BeforeAll
    static void needsAServer() {
        RealServer.needed(MongoServerEventLogTest.class);
    }

    @Override
    MongoDatabase database() {
        server = RealServer.open(getClass());
        return server.connection().database();
    }

    @Override
    protected int rounds() {
        return 8;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
