package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogRaces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class SqliteRacesTest extends EventLogRaces {

    @TempDir
    Path directory;

    private @Nullable EventLog only;

    @Override
    protected EventLog instance() {
        if (only == null) {
            only = SqliteEventLog.open(directory, Logs.HASH, new SqliteEventLog.Settings(1 << 16, 300));
        }
        return only;
    }
}
