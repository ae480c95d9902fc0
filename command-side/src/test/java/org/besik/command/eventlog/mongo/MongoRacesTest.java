package org.besik.command.eventlog.mongo;

import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogRaces;
import org.junit.jupiter.api.AfterEach;

/** Three writers on a server in memory. */
class MongoRacesTest extends EventLogRaces {

    private final MemoryServer server = new MemoryServer();

    @Override
    protected EventLog instance() {
        return MongoEventLog.open(server.connection().database(), Logs.SPACES, Logs.HASH, Logs.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
