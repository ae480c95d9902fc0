package org.besik.query.viewstore.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.jspecify.annotations.Nullable;

/** The rows of statements that follow each other, one at a time. */
final class Rows implements AutoCloseable {
    private static final byte[] NO_BODY = new byte[0];

    private final Reader reader;
    private final List<Table.Field> fields;
    private final boolean withBody;
    private final List<Sql.Statement> statements;
    private int at;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private @Nullable Document document;

    Rows(Reader reader, List<Table.Field> fields, boolean withBody, List<Sql.Statement> statements) {
        this.reader = reader;
        this.fields = fields;
        this.withBody = withBody;
        this.statements = statements;
    }

    boolean next() throws SQLException {
        while (true) {
            if (rows == null) {
                if (at == statements.size()) {
                    return false;
                }
                statement = reader.prepare(statements.get(at));
                rows = statement.executeQuery();
            }
            if (rows.next()) {
                document = read(rows);
                return true;
            }
            close();
            at++;
        }
    }

    /** The row that the last {@code next} came to. */
    Document document() {
        return Objects.requireNonNull(document);
    }

    private Document read(ResultSet row) throws SQLException {
        var values = new HashMap<String, Object>();
        int column = 2;
        for (Table.Field field : fields) {
            if (field.type() == Table.Type.LONG) {
                long number = row.getLong(column);
                if (!row.wasNull()) {
                    values.put(field.name(), number);
                }
            } else {
                String text = row.getString(column);
                if (text != null) {
                    values.put(field.name(), text);
                }
            }
            column++;
        }
        return new Document(RecordIds.read(row, 1), values, withBody ? row.getBytes(column) : NO_BODY);
    }

    @Override
    public void close() throws SQLException {
        if (rows != null) {
            rows.close();
            rows = null;
        }
        if (statement != null) {
            reader.giveBack(statements.get(at), statement);
            statement = null;
        }
    }
}
