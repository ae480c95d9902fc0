package org.besik.command.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.besik.command.eventlog.mongo.Logs.claiming;
import static org.besik.command.eventlog.mongo.Logs.key;
import static org.besik.command.eventlog.mongo.Logs.said;
import static org.besik.command.eventlog.mongo.Logs.saying;

import java.time.Duration;
import java.util.List;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.ChainVerifier;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.mongo.MongoConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real driver says when a connection breaks, and that it sends nothing again by itself. */
@Timeout(60)
class LostRepliesTest {

    private final MemoryServer server = new MemoryServer();
    private LostReplies between;
    private MongoConnection connection;
    private MongoEventLog log;

    @BeforeEach
    void open() throws Exception {
        between = new LostReplies(server.address());
        connection = MongoConnection.open(between.uri(), Duration.ofSeconds(5), Duration.ofSeconds(5));
        log = MongoEventLog.open(connection.database(), Logs.SPACES, Logs.HASH, Logs.QUICK);
    }

    @AfterEach
    void close() {
        log.close();
        connection.close();
        between.close();
        server.close();
    }

    @Test
    void an_insert_that_never_arrived_is_sent_again() {
        between.loseRequests(2);
        appendedOnce();
    }

    @Test
    void an_insert_whose_reply_is_lost_is_stored_once() {
        between.loseReplies(1);
        appendedOnce();
    }

    @Test
    void replies_may_be_lost_time_and_again() {
        between.loseReplies(3);
        appendedOnce();
    }

    private void appendedOnce() {
        List<LogTransaction> group =
                List.of(claiming("a", key("ref", 1)), saying("b", "c"), claiming("d", key("iin", 1)));
        assertThat(log.append(group)).containsExactly(new Appended(1), new Appended(2), new Appended(4));
        assertThat(log.append(List.of(claiming("again", key("iin", 1))))).containsExactly(new KeyTaken(key("iin", 1)));
        assertThat(log.append(List.of(saying("e")))).containsExactly(new Appended(5));

        assertThat(between.isDone()).isTrue();
        assertThat(said(log.read(0, 10))).containsExactly("a", "b", "c", "d", "e");
        assertThat(ChainVerifier.verify(log, position -> {}).isWhole()).isTrue();
        assertThat(log.isHealthy()).isTrue();
    }
}
