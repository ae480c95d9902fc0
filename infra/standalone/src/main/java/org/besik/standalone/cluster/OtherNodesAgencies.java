package org.besik.standalone.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.besik.command.deciding.AgencyReader;
import org.besik.command.eventlog.LogUnavailableException;

/** Learns every second which agencies other nodes have heard of. */
final class OtherNodesAgencies implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OtherNodesAgencies.class.getName());

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final AgencyReader reader;
    private final CountDownLatch closing = new CountDownLatch(1);

    OtherNodesAgencies(AgencyReader reader) {
        this.reader = reader;
        Thread.ofVirtual().name("agencies").start(this::follow);
    }

    private void follow() {
        try {
            while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    reader.catchUp();
                } catch (LogUnavailableException later) {
                    LOG.log(Level.DEBUG, "the agencies of other nodes cannot be read at present");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
