package org.besik.query.viewstore.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.besik.query.viewstore.Table;

/**
 * How ids stand in the file. Those of a table by record begin with a UUID, which is kept as its sixteen bytes: they sort as
 * its 36 letters do, and stand in each row and once more in each entry of each index. What is not one stays text, and comes
 * before all that is.
 */
final class RecordIds {

    private static final int LETTERS = 36;
    private static final int BYTES = 16;

    private RecordIds() {}

    /** An id, or the beginning or end of a range of ids, as it is bound: bytes or text. */
    static Object stored(Table table, String id) {
        return table.isByRecord() && beginsWithUuid(id) ? bytes(id) : id;
    }

    /** The same as a parameter of a statement. */
    static void bind(PreparedStatement statement, int at, Table table, String id) throws SQLException {
        if (stored(table, id) instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else {
            statement.setString(at, id);
        }
    }

    /** The id in a column. */
    static String read(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof byte[] bytes ? text(bytes) : row.getString(column);
    }

    /** In its usual spelling: another one would come back as that. */
    private static boolean beginsWithUuid(String id) {
        if (id.length() < LETTERS) {
            return false;
        }
        for (int i = 0; i < LETTERS; i++) {
            char c = id.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String id) {
        UUID uuid = UUID.fromString(id.substring(0, LETTERS));
        byte[] rest = id.substring(LETTERS).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(BYTES + rest.length)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .put(rest)
                .array();
    }

    private static String text(byte[] bytes) {
        var stored = ByteBuffer.wrap(bytes);
        var uuid = new UUID(stored.getLong(), stored.getLong());
        return uuid + new String(Arrays.copyOfRange(bytes, BYTES, bytes.length), StandardCharsets.UTF_8);
    }
}
