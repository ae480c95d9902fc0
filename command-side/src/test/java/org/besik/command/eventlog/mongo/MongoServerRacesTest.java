package org.besik.command.eventlog.mongo;

import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogRaces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Three writers on a server that stores what it is given. */
class MongoServerRacesTest extends EventLogRaces {

    private @Nullable RealServer server;

    @BeforeAll
    static void needsAServer() {
        RealServer.needed(MongoServerRacesTest.class);
    }

    @Override
    protected EventLog instance() {
        if (server == null) {
            server = RealServer.open(getClass());
        }
        return MongoEventLog.open(server.connection().database(), Logs.SPACES, Logs.HASH, Logs.QUICK);
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
