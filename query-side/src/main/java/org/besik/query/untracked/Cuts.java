package org.besik.query.untracked;

import java.util.Arrays;

/** Collects the days between two days, both included, on which something may change. Epoch days. */
final class Cuts {

    private final int earliest;
    private final int latest;
    private int[] days = new int[24];
    private int size;

    Cuts(int earliest, int latest) {
        this.earliest = earliest;
        this.latest = latest;
    }

    /** Adds a day; one outside is ignored. */
    void add(int day) {
        if (day < earliest || day > latest) {
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
        }
        days[size++] = day;
    }

    /** The days, each once. */
    int[] ascending() {
        Arrays.sort(days, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || days[i] != days[i - 1]) {
                days[distinct++] = days[i];
            }
        }
        return Arrays.copyOf(days, distinct);
    }
}
