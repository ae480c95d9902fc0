package org.besik.scenarios.cluster;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB of a test's own, behind a line that can be cut: on the server that {@code BESIK_MONGO_URI} names if that is a
 * single one, else in memory.
 */
final class Database implements AutoCloseable {

    private final String name = "besik_" + UUID.randomUUID().toString().replace("-", "");
    private final @Nullable MongoServer memory;
    private final InetSocketAddress address;
    private final Line line;

    Database() throws IOException {
        String named = System.getenv("BESIK_MONGO_URI");
        List<String> hosts = named == null || named.isBlank() ? List.of() : new ConnectionString(named).getHosts();
        if (hosts.size() == 1 && named != null && !named.contains("replicaSet") && !named.contains("@")) {
            memory = null;
            String[] host = hosts.getFirst().split(":");
            address = new InetSocketAddress(host[0], host.length > 1 ? Integer.parseInt(host[1]) : 27017);
        } else {
            memory = new MongoServer(new MemoryBackend());
            address = memory.bind();
        }
        line = new Line(address);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + line.port() + "/" + name + "?directConnection=true";
    }

    void goAway() throws IOException {
        line.cut();
    }

    void comeBack() {
        line.mend();
    }

    @Override
    public void close() throws IOException {
        line.close();
        if (memory != null) {
            memory.shutdownNow();
        } else {
            try (var client = MongoClients.create(
                    "mongodb://" + address.getHostString() + ":" + address.getPort() + "/?directConnection=true")) {
                client.getDatabase(name).drop();
            }
        }
    }
}
