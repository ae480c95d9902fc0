package org.besik.query.viewstore.mongo;

import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.GenerationsContract;
import org.junit.jupiter.api.AfterEach;

class MongoGenerationsTest extends GenerationsContract {

    private final Server server = server();

    Server server() {
        return Server.inMemory();
    }

    @Override
    protected Generations generations() {
        return new MongoGenerations(server.database(), "views");
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
