package org.besik.command.leases;

import java.util.Objects;
import org.besik.command.eventlog.mongo.MemoryServer;
import org.besik.command.mongo.MongoConnection;
import org.jspecify.annotations.Nullable;

/** Two clients of one server. */
class MongoLeaseTest extends LeaseContract {

    private @Nullable MemoryServer server;
    private @Nullable MongoConnection second;

    @Override
    LeaseRows create() {
        server = new MemoryServer();
        second = MongoConnection.open(server.uri());
        return new MongoLeaseRows(server.connection().database(), "leases");
    }

    @Override
    LeaseRows another() {
        return new MongoLeaseRows(Objects.requireNonNull(second).database(), "leases");
    }

    @Override
    void destroy() {
        Objects.requireNonNull(second).close();
        Objects.requireNonNull(server).close();
    }
}
