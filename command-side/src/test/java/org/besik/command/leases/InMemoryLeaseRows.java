package org.besik.command.leases;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leases of one process, for tests. */
public final class InMemoryLeaseRows implements LeaseRows {

    private final Map<String, Row> rows = new HashMap<>();

    @Override
    public synchronized @Nullable Row find(String name) {
        return rows.get(name);
    }

    @Override
    public synchronized boolean replace(String name, @Nullable Row expected, Row next) {
        if (!Objects.equals(rows.get(name), expected)) {
            return false;
        }
        rows.put(name, next);
        return true;
    }
}
