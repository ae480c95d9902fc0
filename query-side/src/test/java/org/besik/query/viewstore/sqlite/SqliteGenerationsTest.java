package org.besik.query.viewstore.sqlite;

import java.nio.file.Path;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.GenerationsContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteGenerationsTest extends GenerationsContract {

    @TempDir
    Path folder;

    @Override
    protected Generations generations() {
        return new SqliteGenerations(folder);
    }
}
