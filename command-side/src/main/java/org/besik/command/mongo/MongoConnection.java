package org.besik.command.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;

/**
 * A client that believes only what a majority holds: it writes with {@code w: majority, j: true} and reads from the primary
 * with majority, whatever its address says. It never sends a write again by itself: whoever writes knows better how to
 * find out what became of it.
 */
public final class MongoConnection implements AutoCloseable {

    /** Where the address names no database. */
    private static final String DATABASE = "besik";

    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoClient client;
    private final MongoDatabase database;

    private MongoConnection(MongoClient client, String database) {
        this.client = client;
        this.database = client.getDatabase(database);
    }

    /**
     * Connects in the background; whether anybody is there shows with the first command.
     *
     * @param uri a MongoDB connection string, with or without a database
     * @throws IllegalArgumentException if it is none
     */
    public static MongoConnection open(String uri) {
        return open(uri, Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    /**
     * As {@link #open(String)}, with patience of one's own.
     *
     * @param toFind how long a primary may be looked for
     * @param toAnswer how long it may take to answer; longer, and the outcome of a write is unknown
     */
    public static MongoConnection open(String uri, Duration toFind, Duration toAnswer) {
        var address = new ConnectionString(uri);
        var settings = MongoClientSettings.builder()
                .applyConnectionString(address)
                .applicationName("besik")
                .writeConcern(DURABLE)
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .retryWrites(false)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(toFind.toMillis(), MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(toFind.toMillis(), MILLISECONDS)
                        .readTimeout(toAnswer.toMillis(), MILLISECONDS))
                .build();
        String named = address.getDatabase();
        return new MongoConnection(MongoClients.create(settings), named == null ? DATABASE : named);
    }

    /** The database, with the concerns above. */
    public MongoDatabase database() {
        return database;
    }

    @Override
    public void close() {
        client.close();
    }
}
