package org.besik.benchmark.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.besik.benchmark.log.Samples.Row;
import org.besik.events.codec.EventCodec;

/**
 * The limit: bytes at the end of a file and a sync, shared by whoever waits. No log that promises durability is faster on
 * this machine.
 */
final class FlatFile implements AutoCloseable {

    private final Samples samples;
    private final EventCodec codec;
    private final FileChannel file;
    private final ReentrantLock syncing = new ReentrantLock(true);
    private long written;
    private long synced;

    FlatFile(Path path, Samples samples, EventCodec codec) throws IOException {
        this.samples = samples;
        this.codec = codec;
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    double append(int callers, int events) throws Exception {
        return Callers.perSecond(callers, events, caller -> () -> append(1));
    }

    double batches(int size, int events) throws Exception {
        return size * Callers.perSecond(1, events / size, caller -> () -> append(size));
    }

    private void append(int size) throws IOException {
        long mine = 0;
        for (int i = 0; i < size; i++) {
            mine = write(samples.row(codec, samples.child()));
        }
        sync(mine);
    }

    private synchronized long write(Row row) throws IOException {
        file.write(new ByteBuffer[] {
            ByteBuffer.wrap(row.metadata()), ByteBuffer.wrap(row.tags()), ByteBuffer.wrap(row.payload())
        });
        return ++written;
    }

    private synchronized long writtenSoFar() {
        return written;
    }

    /** Who comes first syncs for all who have written meanwhile. */
    private void sync(long mine) throws IOException {
        syncing.lock();
        try {
            if (synced < mine) {
                long all = writtenSoFar();
                file.force(false);
                synced = all;
            }
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
