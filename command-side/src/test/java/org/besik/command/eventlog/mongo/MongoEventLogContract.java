package org.besik.command.eventlog.mongo;

import com.mongodb.client.MongoDatabase;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract on some MongoDB server, by two nodes. */
abstract class MongoEventLogContract extends EventLogContract {

    private @Nullable EventLog second;

    /** An empty database. */
    abstract MongoDatabase database() throws Exception;

    @Override
    protected EventLog create() throws Exception {
        MongoDatabase database = database();
        second = MongoEventLog.open(database, Logs.SPACES, Logs.HASH, Logs.QUICK);
        return MongoEventLog.open(database, Logs.SPACES, Logs.HASH, Logs.QUICK);
    }

    @Override
    protected EventLog another() {
        return second;
    }

    @AfterEach
    void closeSecond() {
        if (second != null) {
            second.close();
        }
    }
}
