package org.besik.command.eventlog.mongo;

import java.util.UUID;
import org.besik.command.mongo.MongoConnection;
import org.junit.jupiter.api.Assumptions;

/** A database of its own on the server that {@code BESIK_MONGO_URI} names. */
public final class RealServer implements AutoCloseable {

    private static final String VARIABLE = "BESIK_MONGO_URI";

    private final MongoConnection connection;

    private RealServer(String uri) {
        // The address of a server: what follows a slash would be a database, which must not be one that is in use
        String database = "/besik_test_" + UUID.randomUUID().toString().replace("-", "");
        int options = uri.indexOf('?');
        String server = (options < 0 ? uri : uri.substring(0, options)).replaceFirst("(?<=[^/])/[^/]*$", "");
        connection = MongoConnection.open(server + database + (options < 0 ? "" : uri.substring(options)));
    }

    /** Without a server there is nothing to run on: that is said aloud, and counted as not run. */
    public static void needed(Class<?> test) {
        if (System.getenv(VARIABLE) == null) {
            String notRun = "NOT RUN: " + test.getSimpleName() + " needs a MongoDB server, named in " + VARIABLE;
            System.err.println(notRun);
            Assumptions.abort(notRun);
        }
    }

    /** Whoever names a server wants it used: one that does not answer fails the test. */
    public static RealServer open(Class<?> test) {
        needed(test);
        return new RealServer(System.getenv(VARIABLE));
    }

    public MongoConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            connection.database().drop();
        } finally {
            connection.close();
        }
    }
}
