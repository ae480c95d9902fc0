package org.besik.benchmark.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Several at once, each with its share of the work. */
final class Callers {

    private Callers() {}

    /** One piece of one caller's work. */
    @FunctionalInterface
    interface Piece {
        void work() throws Exception;
    }

    /** What a caller works with, made before the clock starts. */
    @FunctionalInterface
    interface Caller {
        Piece arrive(int number) throws Exception;
    }

    /** Pieces a second, all callers together. */
    static double perSecond(int callers, int pieces, Caller caller) throws Exception {
        var failure = new AtomicReference<Throwable>();
        List<Piece> arrived = new java.util.ArrayList<>();
        for (int number = 0; number < callers; number++) {
            arrived.add(caller.arrive(number));
        }
        List<Thread> threads = IntStream.range(0, callers)
                .mapToObj(number -> Thread.ofPlatform().unstarted(() -> {
                    try {
                        for (int n = number; n < pieces; n += callers) {
                            arrived.get(number).work();
                        }
                    } catch (Exception | Error failed) {
                        failure.set(failed);
                    }
                }))
                .toList();
        long began = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - began;
        if (failure.get() != null) {
            throw new IllegalStateException("a caller failed", failure.get());
        }
        return pieces * 1e9 / took;
    }
}
