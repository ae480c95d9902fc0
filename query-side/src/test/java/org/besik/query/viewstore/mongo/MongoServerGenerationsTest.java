package org.besik.query.viewstore.mongo;

import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerGenerationsTest extends MongoGenerationsTest {

    @BeforeAll
    static void needsAServer() {
        Server.needed(MongoServerGenerationsTest.class);
    }

    @Override
    Server server() {
        return Server.named(MongoServerGenerationsTest.class);
    }
}
