package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.besik.command.eventlog.sqlite.SqliteEventLog;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own suite on our log. */
class LogEventStorageEngineTest extends StorageEngineTestSuite<LogEventStorageEngine> {

    @TempDir
    static Path directory;

    static final PayloadConverter TEXT = new PayloadConverter() {
        @Override
        public EncodedEvent encode(Object payload, MessageType type) {
            return new EncodedEvent(
                    type.qualifiedName().name(),
                    type.version(),
                    payload.toString().getBytes(UTF_8));
        }

        @Override
        public Decoded decode(StoredEvent stored) {
            return new Decoded(new String(stored.payload(), UTF_8), stored.revision());
        }
    };

    private @Nullable EventLog log;

    @Override
    protected LogEventStorageEngine buildStorageEngine() {
        log = SqliteEventLog.open(directory, String::hashCode);
        return new LogEventStorageEngine(log, TEXT);
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
