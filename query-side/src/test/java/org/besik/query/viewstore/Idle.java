package org.besik.query.viewstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A view store that does nothing: the contract must notice in every test. */
public final class Idle extends ViewStoreContract {

    @Override
    protected ViewStore open(List<Table> tables) {
        return new ViewStore() {
            @Override
            public long position() {
                return 0;
            }

            @Override
            public void apply(List<Change> changes, long position) {}

            @Override
            public void fill(Collection<Table> tables, boolean areInOrder) {}

            @Override
            public void filled(Collection<Table> tables) {}

            @Override
            public Optional<Document> get(Table table, String id) {
                return Optional.empty();
            }

            @Override
            public Map<String, Document> getAll(Table table, Collection<String> ids) {
                return Map.of();
            }

            @Override
            public List<Document> find(Query query) {
                return List.of();
            }

            @Override
            public long count(Query query) {
                return 0;
            }

            @Override
            public Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field) {
                return Map.of();
            }

            @Override
            public Written written() {
                return new Written(0, 0, 0);
            }

            @Override
            public void close() {}
        };
    }
}
