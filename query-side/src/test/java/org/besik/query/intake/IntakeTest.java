package org.besik.query.intake;

import java.nio.file.Path;
import org.besik.query.viewstore.Generations;
import org.besik.query.viewstore.sqlite.SqliteGenerations;
import org.junit.jupiter.api.io.TempDir;

/** On the views' own files. */
class IntakeTest extends IntakeContract {

    @TempDir
    Path folder;

    @Override
    Generations generations() {
        return new SqliteGenerations(folder);
    }
}
