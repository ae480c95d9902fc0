package org.besik.command.eventlog.mongo;

import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogEventStorageEngine;
import org.besik.command.eventlog.PromptAppends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Axon's own suite on a replica set that loses, delays or rolls back every fifth insert. */
class EngineOnFakeReplicaSetTest extends StorageEngineTestSuite<LogEventStorageEngine> {

    private @Nullable EventLog log;

    @Override
    protected LogEventStorageEngine buildStorageEngine() {
        var store = new FakeReplicaSet(43);
        store.restless(0.2, 0);
        log = Logs.open(store);
        return PromptAppends.engine(log);
    }

    @AfterAll
    void close() {
        testSubject.close();
        log.close();
    }

    @Override
    protected @Nullable ProcessingContext processingContext() {
        return null;
    }
}
