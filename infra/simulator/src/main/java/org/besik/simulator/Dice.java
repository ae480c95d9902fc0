package org.besik.simulator;

import java.util.List;

/**
 * Chance that can be repeated: SplitMix64 (Steele, Lea, Flood 2014), written out so that a seed means the same nation on
 * every Java. Not for use by several threads.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice of their own for a thing that is named by numbers; other names, other throws. */
    static Dice of(long seed, long... names) {
        long state = mixed(seed + GOLDEN);
        for (long name : names) {
            state = mixed(state ^ mixed(name * GOLDEN + GOLDEN));
        }
        return new Dice(state);
    }

    private static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mixed(state);
    }

    /** At least 0, less than 1. */
    double real() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return real() < probability;
    }

    /** Both ends included. */
    int between(int from, int to) {
        return from + (int) Math.floor(real() * (to - from + 1.0));
    }

    /** Exponentially distributed, in whole numbers; without a mean, never. */
    int waiting(double mean) {
        double waited = -Math.log(1 - real()) * mean;
        return waited >= 1e8 ? 100_000_000 : (int) waited;
    }

    <T> T of(List<T> choices) {
        return choices.get(between(0, choices.size() - 1));
    }
}
