package org.besik.command.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.CheckpointStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoCheckpointStoreTest extends CheckpointStoreContract {

    private final MemoryServer server = new MemoryServer();

    @Override
    protected CheckpointStore create() {
        return new MongoCheckpointStore(server.connection().database(), "checkpoints");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Two nodes that sign at once come to the same note, a lost reply is settled by looking, and another log is another. */
    @Test
    void of_one_size_there_is_one_note() {
        CheckpointStore store = create();
        store.add(7, "seven\n");
        assertThatCode(() -> store.add(7, "seven\n")).doesNotThrowAnyException();
        assertThatThrownBy(() -> store.add(7, "another seven\n")).isInstanceOf(LogUnavailableException.class);
    }
}
