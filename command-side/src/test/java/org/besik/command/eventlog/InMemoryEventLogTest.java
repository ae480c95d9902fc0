package org.besik.command.eventlog;

class InMemoryEventLogTest extends EventLogContract {

    @Override
    protected EventLog create() {
        return new InMemoryEventLog();
    }
}
