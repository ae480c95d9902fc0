package org.besik.simulator;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Small nations for tests, whole in memory. */
final class Nations {

    static final LocalDate FIRST = LocalDate.of(2024, 9, 1);
    static final LocalDate LAST = LocalDate.of(2026, 10, 31);

    private Nations() {}

    record Whole(List<Delivered> lines, List<Truth> truths) {

        <T extends Truth> List<T> truths(Class<T> kind) {
            return truths.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    static Whole of(int children, long seed) throws IOException {
        return of(new Simulation.Settings(children, seed, FIRST, LAST));
    }

    static Whole of(Simulation.Settings settings) throws IOException {
        var truths = new ArrayList<Truth>();
        return whole(Simulation.of(settings, truths::add, done -> {}), truths);
    }

    static Whole of(Nation nation, Simulation.Settings settings) throws IOException {
        var truths = new ArrayList<Truth>();
        return whole(Simulation.of(nation, settings, truths::add, done -> {}), truths);
    }

    /** The second one, day by day. */
    static Whole daily(int children, long seed) throws IOException {
        var truths = new ArrayList<Truth>();
        return whole(
                Simulation.daily(new Simulation.Settings(children, seed, FIRST, LAST), truths::add, done -> {}),
                truths);
    }

    private static Whole whole(Simulation simulation, List<Truth> truths) throws IOException {
        var lines = new ArrayList<Delivered>();
        try (simulation) {
            simulation.deliver(lines::add);
        }
        return new Whole(lines, truths);
    }
}
