package org.besik.command.eventlog.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the driver and a server and cuts connections at an insert: before it reaches the server, or after the
 * server has done it and answered.
 */
public final class LostReplies implements AutoCloseable {

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final AtomicInteger requestsToLose = new AtomicInteger();
    private final AtomicInteger repliesToLose = new AtomicInteger();

    public LostReplies(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + listening.getLocalPort();
    }

    public void loseRequests(int inserts) {
        requestsToLose.set(inserts);
    }

    public void loseReplies(int inserts) {
        repliesToLose.set(inserts);
    }

    /** Whether all that was to be lost is lost. */
    public boolean isDone() {
        return requestsToLose.get() == 0 && repliesToLose.get() == 0;
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The driver waits for the answer to one message before it sends the next on a connection. */
    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(server.getAddress(), server.getPort())) {
            while (true) {
                byte[] request = message(client.getInputStream());
                boolean insert = new String(request, StandardCharsets.ISO_8859_1).contains("\2insert\0");
                if (insert && lose(requestsToLose)) {
                    return;
                }
                send(upstream.getOutputStream(), request);
                byte[] reply = message(upstream.getInputStream());
                if (insert && lose(repliesToLose)) {
                    return;
                }
                send(client.getOutputStream(), reply);
            }
        } catch (IOException hungUp) {
            // Both ends see it
        }
    }

    private static boolean lose(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** A message begins with its length, little-endian. */
    private static byte[] message(InputStream from) throws IOException {
        byte[] head = from.readNBytes(4);
        if (head.length < 4) {
            throw new IOException("hung up");
        }
        int length = (head[0] & 255) | (head[1] & 255) << 8 | (head[2] & 255) << 16 | (head[3] & 255) << 24;
        byte[] message = new byte[length];
        System.arraycopy(head, 0, message, 0, 4);
        if (from.readNBytes(message, 4, length - 4) < length - 4) {
            throw new IOException("hung up");
        }
        return message;
    }

    private static void send(OutputStream to, byte[] message) throws IOException {
        to.write(message);
        to.flush();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
