package org.besik.command.eventlog;

import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own suite on our log. */
class LogEventStorageEngineTest extends StorageEngineTestSuite<LogEventStorageEngine> {

    @TempDir
    static Path directory;

    private @Nullable EventLog log;

    @Override
    protected LogEventStorageEngine buildStorageEngine() {
        log = SqliteEventLog.open(directory, String::hashCode);
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
