package org.besik.query.viewstore.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A database of its own on a MongoDB server. */
public final class Server implements AutoCloseable {

    private static final String VARIABLE = "BESIK_MONGO_URI";

    private final MongoClient client;
    private final MongoDatabase database;
    private final Runnable stop;

    private Server(String uri, Runnable stop) {
        this.client = MongoClients.create(uri);
        this.database =
                client.getDatabase("besik_test_" + UUID.randomUUID().toString().replace("-", ""));
        this.stop = stop;
    }

    /** The protocol in memory: it says whether an adapter speaks it; nothing about speed, majorities or durability. */
    public static Server inMemory() {
        var server = new MongoServer(new MemoryBackend());
        return new Server("mongodb://127.0.0.1:" + server.bind().getPort(), server::shutdownNow);
    }

    /** Whoever names a server wants it used. Without one there is nothing to run on: that is said aloud. */
    public static Server named(Class<?> test) {
        needed(test);
        return new Server(System.getenv(VARIABLE), () -> {});
    }

    /** Leaves the test out, and says so, if no server is named. */
    public static void needed(Class<?> test) {
        if (System.getenv(VARIABLE) == null) {
            String notRun = "NOT RUN: " + test.getSimpleName() + " needs a MongoDB server, named in " + VARIABLE;
            System.err.println(notRun);
            Assumptions.abort(notRun);
        }
    }

    public MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        try {
            database.drop();
        } finally {
            client.close();
            stop.run();
        }
    }
}
