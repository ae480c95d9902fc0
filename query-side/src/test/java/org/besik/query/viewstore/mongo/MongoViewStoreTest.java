package org.besik.query.viewstore.mongo;

import java.util.List;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** On MongoDB's protocol, in memory. */
class MongoViewStoreTest extends ViewStoreContract {

    private @Nullable Server server;

    @Override
    protected ViewStore open(List<Table> tables) {
        server = Server.inMemory();
        return new MongoGenerations(server.database(), "views").open("g-1", tables);
    }

    /** This server compares text as Java does, by UTF-16; MongoDB itself goes by UTF-8. */
    @Override
    protected String beyondAllOthers() {
        return "\uFFEF";
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
