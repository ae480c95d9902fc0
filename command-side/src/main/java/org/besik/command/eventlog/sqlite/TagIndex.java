package org.besik.command.eventlog.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.besik.events.codec.StoredEvent;

/**
 * Which positions carry a tag, in a file of its own. It is behind the log by what its {@link #position()} says, knows tags
 * by a keyed hash only, and can be made again from the log at any time: that is why nothing here waits for a disk. A hash
 * may collide, so whoever asks looks at the event's own tags again.
 */
final class TagIndex implements AutoCloseable {

    private static final int FORMAT = 1;

    /** Hashes come in no order, so each writes a page twice, into the WAL and from there: the smaller it is the better. */
    private static final int PAGE_BYTES = 1024;

    /** 16 MiB: a page that is met again meanwhile is moved into the file once. */
    private static final int CHECKPOINT_PAGES = 16_384;

    private final ToLongFunction<String> hash;
    private final Connection writing;
    private final PreparedStatement insert;
    private final PreparedStatement advance;
    private final Connection reading;
    private final Map<Integer, PreparedStatement> lookups = new HashMap<>();
    private volatile long position;

    private TagIndex(Path file, ToLongFunction<String> hash) throws SQLException {
        this.hash = hash;
        writing = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = writing.createStatement()) {
            // An index that is there keeps the pages it has
            sql.execute("PRAGMA page_size=" + PAGE_BYTES);
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
            sql.execute("PRAGMA synchronous=NORMAL");
            sql.execute("PRAGMA busy_timeout=10000");
            sql.execute("PRAGMA cache_size=-32768");
            sql.execute("CREATE TABLE IF NOT EXISTS tag (hash INTEGER NOT NULL, position INTEGER NOT NULL,"
                    + " PRIMARY KEY (hash, position)) STRICT, WITHOUT ROWID");
            sql.execute("CREATE TABLE IF NOT EXISTS progress (format INTEGER PRIMARY KEY, position INTEGER NOT NULL,"
                    + " hash_key INTEGER NOT NULL) STRICT");
        }
        insert = writing.prepareStatement("INSERT OR IGNORE INTO tag VALUES (?, ?)");
        advance = writing.prepareStatement("INSERT OR REPLACE INTO progress VALUES (" + FORMAT + ", ?, ?)");
        reading = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = reading.createStatement()) {
            sql.execute("PRAGMA query_only=ON");
            sql.execute("PRAGMA busy_timeout=10000");
        }
        position = storedPosition();
        writing.setAutoCommit(false);
    }

    /** Opens the index of a log; one that is damaged, of another log or under another key is begun again. */
    static TagIndex open(Path file, ToLongFunction<String> hash, long head) throws SQLException, IOException {
        if (Files.exists(file) && !usable(file, hash, head)) {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
        }
        return new TagIndex(file, hash);
    }

    private static boolean usable(Path file, ToLongFunction<String> hash, long head) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT format, position, hash_key FROM progress")) {
            return rows.next()
                    && rows.getInt(1) == FORMAT
                    && rows.getLong(2) <= head
                    && rows.getLong(3) == fingerprint(hash);
        } catch (SQLException damaged) {
            // Nothing is lost: what is in it stands in the log.
            return false;
        }
    }

    private long storedPosition() throws SQLException {
        try (Statement sql = writing.createStatement();
                ResultSet rows = sql.executeQuery("SELECT position FROM progress")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Tells whether the index was made under this key, without telling the key. */
    private static long fingerprint(ToLongFunction<String> hash) {
        return hash.applyAsLong("");
    }

    /** The position up to which the index is complete. */
    long position() {
        return position;
    }

    /** Takes in the events that follow {@link #position()}. One thread only. */
    void add(List<StoredEvent> events) throws SQLException {
        long reached = events.getLast().position();
        try {
            for (StoredEvent event : events) {
                for (String tag : event.tags()) {
                    insert.setLong(1, hash.applyAsLong(tag));
                    insert.setLong(2, event.position());
                    insert.executeUpdate();
                }
            }
            advance.setLong(1, reached);
            advance.setLong(2, fingerprint(hash));
            advance.executeUpdate();
            writing.commit();
        } catch (SQLException failed) {
            LogFile.rollBack(writing, failed);
            throw failed;
        }
        position = reached;
    }

    /** Positions after {@code after}, up to {@code upTo}, that probably carry all of the tags; at least one tag. */
    synchronized List<Long> positions(Set<String> tags, long after, long upTo, int limit) throws SQLException {
        PreparedStatement lookup = lookup(tags.size());
        int parameter = 1;
        for (String tag : tags) {
            lookup.setLong(parameter++, hash.applyAsLong(tag));
        }
        lookup.setLong(parameter++, after);
        lookup.setLong(parameter++, upTo);
        lookup.setInt(parameter, limit);
        var found = new ArrayList<Long>();
        try (ResultSet rows = lookup.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    private PreparedStatement lookup(int tags) throws SQLException {
        PreparedStatement known = lookups.get(tags);
        if (known != null) {
            return known;
        }
        var sql = new StringBuilder("SELECT t0.position FROM tag t0");
        for (int i = 1; i < tags; i++) {
            sql.append(" JOIN tag t%d ON t%d.position = t0.position AND t%d.hash = ?".formatted(i, i, i));
        }
        sql.append(" WHERE t0.hash = ? AND t0.position > ? AND t0.position <= ? ORDER BY t0.position LIMIT ?");
        PreparedStatement made = reading.prepareStatement(sql.toString());
        lookups.put(tags, made);
        return made;
    }

    @Override
    public void close() throws SQLException {
        try (writing;
                reading) {
            if (!writing.getAutoCommit()) {
                writing.rollback();
            }
        }
    }
}
