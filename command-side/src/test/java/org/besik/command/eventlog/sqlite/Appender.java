package org.besik.command.eventlog.sqlite;

import java.nio.file.Path;
import java.util.List;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.LogUnavailableException;

/**
 * A process that appends with several threads until it is killed or the log refuses, and says a line {@code name position}
 * for each transaction that the log acknowledged. When the log refuses, it says {@code refused}, once per thread, after it
 * has tried again.
 */
final class Appender {

    private static final int THREADS = 4;

    private Appender() {}

    public static void main(String[] args) throws InterruptedException {
        var log = SqliteEventLog.open(
                Path.of(args[0]), Logs.HASH, new SqliteEventLog.Settings(Long.parseLong(args[2]), 1_000));
        var threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            String prefix = args[1] + "-" + i + "-";
            threads[i] = Thread.ofPlatform().start(() -> append(log, prefix));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Runtime.getRuntime().halt(log.isHealthy() ? 1 : 0);
    }

    private static void append(SqliteEventLog log, String prefix) {
        try {
            for (int n = 0; true; n++) {
                String name = prefix + n;
                var appended = (Appended)
                        log.append(List.of(Logs.named(name, 1 + n % 3))).getFirst();
                System.out.println(name + " " + appended.firstPosition());
            }
        } catch (LogUnavailableException refused) {
            try {
                log.append(List.of(Logs.named(prefix + "again", 1)));
                System.out.println("appended after a failure");
            } catch (LogUnavailableException refusedAgain) {
                System.out.println("refused");
            }
        }
    }
}
