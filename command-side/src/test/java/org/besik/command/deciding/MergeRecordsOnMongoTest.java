package org.besik.command.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.mongo.MemoryServer;
import org.besik.command.eventlog.mongo.MongoEventLog;
import org.besik.command.identity.mergerecords.RejectDuplicate;
import org.besik.events.ChildId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same where several nodes share a log in MongoDB. */
class MergeRecordsOnMongoTest extends MergeRecordsTest {

    private final MemoryServer server = new MemoryServer();
    private final List<EventLog> logs = new ArrayList<>();

    @Override
    EventLog log() {
        logs.add(MongoEventLog.open(server.connection().database(), Decider.KEY_SPACES, String::hashCode));
        return logs.getLast();
    }

    @AfterEach
    void stop() {
        logs.forEach(EventLog::close);
        server.close();
    }

    @Test
    void what_one_node_was_told_the_others_keep_to_though_they_knew_the_records_before() {
        ChildId visited = visited(AISHA);
        try (Office other = office.onSameKeys(log())) {
            ChildId known = other.recorded(Office.REGISTRY, "known", number("A-1"), SEEN)
                    .childId();
            assertThat(other.recorded(Office.CLINIC, "again", new ChildRef.ByPerson(AISHA), SEEN)
                            .childId())
                    .isEqualTo(visited);
            say(visited, new RejectDuplicate(known, "cousins"));

            other.recorded(Office.REGISTRY, "born", number("A-1"), birth());
            assertThat(other.survivor(visited)).isEqualTo(visited);
        }
    }
}
