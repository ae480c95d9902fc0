package org.besik.query.viewstore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/** A connection that reads, with the statements it has prepared. */
final class Reader {
    private static final int MOST_PREPARED = 128;

    final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>();

    Reader(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement prepare(Sql.Statement sql) throws SQLException {
        PreparedStatement known = prepared.remove(sql.text());
        PreparedStatement statement = known == null ? connection.prepareStatement(sql.text()) : known;
        int at = 1;
        for (Object value : sql.values()) {
            if (value instanceof Long number) {
                statement.setLong(at++, number);
            } else if (value instanceof byte[] id) {
                statement.setBytes(at++, id);
            } else {
                statement.setString(at++, (String) value);
            }
        }
        return statement;
    }

    void giveBack(Sql.Statement sql, PreparedStatement statement) throws SQLException {
        PreparedStatement twin = prepared.put(sql.text(), statement);
        if (twin != null) {
            twin.close();
        } else if (prepared.size() > MOST_PREPARED) {
            var oldest = prepared.pollFirstEntry();
            if (oldest != null) {
                oldest.getValue().close();
            }
        }
    }
}
