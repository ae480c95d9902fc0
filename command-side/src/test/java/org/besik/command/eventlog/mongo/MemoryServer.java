package org.besik.command.eventlog.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import org.besik.command.mongo.MongoConnection;

/**
 * The MongoDB protocol in memory. It says whether an adapter speaks it; nothing about speed, majorities or durability.
 */
public final class MemoryServer implements AutoCloseable {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final InetSocketAddress address = server.bind();
    private final MongoConnection connection = MongoConnection.open(uri());

    public InetSocketAddress address() {
        return address;
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    public MongoConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
        server.shutdownNow();
    }
}
