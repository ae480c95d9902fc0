package org.besik.query.intake;

import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.mongo.MongoGenerations;
import org.besik.query.viewstore.mongo.Server;
import org.junit.jupiter.api.AfterEach;

/** On MongoDB's protocol, in memory. */
class MongoIntakeTest extends IntakeContract {

    private final Server server = server();

    Server server() {
        return Server.inMemory();
    }

    @Override
    Generations generations() {
        return new MongoGenerations(server.database(), "views");
    }

    @AfterEach
    void stop() {
        close();
        server.close();
    }
}
