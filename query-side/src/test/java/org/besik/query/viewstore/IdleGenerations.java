package org.besik.query.viewstore;

import java.util.List;
import java.util.Optional;

/** Generations that are kept nowhere: the contract must notice in every test. */
public final class IdleGenerations extends GenerationsContract {

    @Override
    protected Generations generations() {
        return new Generations() {
            @Override
            public List<String> all() {
                return List.of();
            }

            @Override
            public Optional<String> live() {
                return Optional.empty();
            }

            @Override
            public void setLive(String generation) {}

            @Override
            public boolean fits(String generation, List<Table> tables) {
                return false;
            }

            @Override
            public ViewStore open(String generation, List<Table> tables) {
                return new Idle().open(tables);
            }

            @Override
            public void delete(String generation) {}
        };
    }
}
