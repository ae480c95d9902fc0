package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

    @TempDir
    Path directory;

    /** Few events in memory, so that the index and the file are asked too. */
    @Override
    protected EventLog create() {
        return SqliteEventLog.open(directory, Logs.HASH, new SqliteEventLog.Settings(1 << 16, 300));
    }
}
