package org.besik.query.notifications;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSubscriptionRowsTest extends SubscriptionRowsContract {

    @TempDir
    Path folder;

    @Override
    protected SubscriptionRows rows() {
        return SqliteSubscriptionRows.open(folder.resolve("notifications.db"));
    }
}
