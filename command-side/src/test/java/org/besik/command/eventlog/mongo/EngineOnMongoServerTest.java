package org.besik.command.eventlog.mongo;

import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.eventlog.PromptAppends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Axon's own suite on the log in MongoDB, on a server that stores what it is given. */
class EngineOnMongoServerTest extends StorageEngineTestSuite<LogEventStorageEngine> {

    private @Nullable RealServer server;
    private @Nullable EventLog log;

    @BeforeAll
    void needsAServer() {
        RealServer.needed(getClass());
    }

    @Override
    protected LogEventStorageEngine buildStorageEngine() {
        server = RealServer.open(getClass());
        log = MongoEventLog.open(server.connection().database(), Logs.SPACES, String::hashCode, Logs.QUICK);
        return PromptAppends.engine(log);
    }

    @AfterAll
    void close() {
        if (server != null && log != null) {
            testSubject.close();
            log.close();
            server.close();
        }
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }
}
