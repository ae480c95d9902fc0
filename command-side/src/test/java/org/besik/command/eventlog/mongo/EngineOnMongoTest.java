package org.besik.command.eventlog.mongo;

import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.eventlog.PromptAppends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Axon's own suite on the log in MongoDB, on a server in memory. */
class EngineOnMongoTest extends StorageEngineTestSuite<LogEventStorageEngine> {

    private final MemoryServer server = new MemoryServer();
    private @Nullable EventLog log;

    @Override
    protected LogEventStorageEngine buildStorageEngine() {
        log = MongoEventLog.open(server.connection().database(), Logs.SPACES, String::hashCode, Logs.QUICK);
        return PromptAppends.engine(log);
    }

    @AfterAll
    void close() {
        testSubject.close();
        log.close();
        server.close();
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }
}
