package org.besik.query.viewstore.mongo;

import java.util.List;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** On a server that stores what it is given. */
class MongoServerViewStoreTest extends ViewStoreContract {

    private @Nullable Server server;

    @BeforeAll
    static void needsAServer() {
        Server.needed(MongoServerViewStoreTest.class);
    }

    @Override
    protected ViewStore open(List<Table> tables) {
        server = Server.named(MongoServerViewStoreTest.class);
        return new MongoGenerations(server.database(), "views").open("g-1", tables);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
