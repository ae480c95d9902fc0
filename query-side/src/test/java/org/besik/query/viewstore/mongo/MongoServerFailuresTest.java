package org.besik.query.viewstore.mongo;

import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerFailuresTest extends FailuresTest {

    @BeforeAll
    static void needsAServer() {
        Server.needed(MongoServerFailuresTest.class);
    }

    @Override
    Server server() {
        return Server.named(MongoServerFailuresTest.class);
    }
}
