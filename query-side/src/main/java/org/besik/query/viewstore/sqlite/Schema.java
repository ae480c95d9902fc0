package org.besik.query.viewstore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStoreException;

/** Which tables and indexes a file has, beside those that are declared. */
final class Schema {

    private Schema() {}

    /** Whether the file has all these tables in the shape declared now. */
    static boolean fits(Connection connection, Collection<Table> tables) throws SQLException {
        for (Table table : tables) {
            if (!Sql.create(table).equals(stored(connection, table))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes the tables that are not there.
     *
     * @throws ViewStoreException if one has another shape
     */
    static void createMissing(Connection writer, Collection<Table> tables) throws SQLException {
        writer.setAutoCommit(false);
        try (var statement = writer.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS besik_position (position INTEGER NOT NULL)");
            statement.execute("INSERT INTO besik_position SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM besik_position)");
            for (Table table : tables) {
                List<String> declared = Sql.create(table);
                List<String> stored = stored(writer, table);
                if (stored.isEmpty()) {
                    for (String sql : declared) {
                        statement.execute(sql);
                    }
                } else if (!stored.equals(declared)) {
                    throw new ViewStoreException("table " + table.name() + " has another shape in this file");
                }
            }
        }
        writer.commit();
    }

    /** The statements that made a table and its indexes; empty if it is not there. */
    static List<String> stored(Connection connection, Table table) throws SQLException {
        var statements = new ArrayList<String>();
        try (var query = connection.prepareStatement(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid")) {
            query.setString(1, table.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        return statements;
    }
}
