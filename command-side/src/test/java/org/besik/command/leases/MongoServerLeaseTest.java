package org.besik.command.leases;

import java.util.Objects;
import org.besik.command.eventlog.mongo.RealServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerLeaseTest extends LeaseContract {

    private @Nullable RealServer server;

    @BeforeAll
    static void needsAServer() {
        RealServer.needed(MongoServerLeaseTest.class);
    }

    @Override
    LeaseRows create() {
        server = RealServer.open(getClass());
        return new MongoLeaseRows(server.connection().database(), "leases");
    }

    @Override
    void destroy() {
        Objects.requireNonNull(server).close();
    }
}
