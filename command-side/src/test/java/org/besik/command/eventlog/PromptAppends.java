package org.besik.command.eventlog;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Appends before anybody can look. Axon's suite means to wait until an append is done, but looks after 50 ms whether it is or
 * not ({@code untilAsserted} of something that asserts nothing), and a busy machine may need longer.
 */
public final class PromptAppends extends AbstractExecutorService {

    private volatile boolean shutDown;

    private PromptAppends() {}

    /** An engine for Axon's suite. */
    public static LogEventStorageEngine engine(EventLog log) {
        return new LogEventStorageEngine(log, TextPayloads.TEXT, new PromptAppends());
    }

    @Override
    public void execute(Runnable append) {
        append.run();
    }

    @Override
    public void shutdown() {
        shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutDown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutDown;
    }
}
