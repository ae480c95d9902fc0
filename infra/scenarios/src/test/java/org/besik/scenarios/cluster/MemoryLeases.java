package org.besik.scenarios.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.besik.command.leases.LeaseRows;
import org.jspecify.annotations.Nullable;

/** Leases of one process, whose store can go away. */
final class MemoryLeases implements LeaseRows {

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

    /** The same leases, as a node sees them that can lose sight of them. */
    Sight sight() {
        return new Sight();
    }

    final class Sight implements LeaseRows {

        volatile boolean isLost;

        @Override
        public @Nullable Row find(String name) {
            check();
            return MemoryLeases.this.find(name);
        }

        @Override
        public boolean replace(String name, @Nullable Row expected, Row next) {
            check();
            return MemoryLeases.this.replace(name, expected, next);
        }

        private void check() {
            if (isLost) {
                throw new IllegalStateException("the leases cannot be read");
            }
        }
    }
}
