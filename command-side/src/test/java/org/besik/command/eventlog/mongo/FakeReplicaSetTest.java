package org.besik.command.eventlog.mongo;

import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract, by two nodes, on a replica set that loses, delays or rolls back every fifth insert. */
class FakeReplicaSetTest extends EventLogContract {

    private @Nullable EventLog second;

    @Override
    protected EventLog create() {
        var store = new FakeReplicaSet(41);
        store.restless(0.2, 0);
        second = Logs.open(store);
        return Logs.open(store);
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
