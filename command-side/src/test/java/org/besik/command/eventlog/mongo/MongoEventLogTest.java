package org.besik.command.eventlog.mongo;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterEach;

/** On a server in memory. */
class MongoEventLogTest extends MongoEventLogContract {

    private final MemoryServer server = new MemoryServer();

    @Override
    MongoDatabase database() {
        return server.connection().database();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
