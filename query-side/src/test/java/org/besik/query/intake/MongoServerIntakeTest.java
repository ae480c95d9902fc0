package org.besik.query.intake;

import org.besik.query.viewstore.mongo.Server;
import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerIntakeTest extends MongoIntakeTest {

    @BeforeAll
    static void needsAServer() {
        Server.needed(MongoServerIntakeTest.class);
    }

    @Override
    Server server() {
        return Server.named(MongoServerIntakeTest.class);
    }
}
