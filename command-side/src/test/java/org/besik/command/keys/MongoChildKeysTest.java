package org.besik.command.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.besik.command.eventlog.mongo.LostReplies;
import org.besik.command.eventlog.mongo.MemoryServer;
import org.besik.command.mongo.MongoConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoChildKeysTest extends ChildKeysContract {

    private final MemoryServer server = new MemoryServer();

    @Override
    protected KeyRows rows() {
        return new MongoKeyRows(server.connection().database(), "keys");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_lost_reply_makes_no_second_key() throws IOException {
        try (var between = new LostReplies(server.address());
                var connection = MongoConnection.open(between.uri(), Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            var keys = ChildKeys.open(new MongoKeyRows(connection.database(), "keys"), MASTER);
            SecretKey adas = keys.forWriting(ADA);
            between.loseReplies(1);
            keys.flush();
            SecretKey bobs = keys.forWriting(BOB);
            between.loseRequests(2);
            keys.flush();
            assertThat(between.isDone()).isTrue();

            reopen();
            assertThat(vault.forReading(ADA)).contains(adas);
            assertThat(vault.forReading(BOB)).contains(bobs);
        }
    }
}
