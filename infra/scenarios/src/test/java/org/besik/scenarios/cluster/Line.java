package org.besik.scenarios.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A telephone line to a server, which can be cut: whoever speaks is interrupted, whoever calls is not heard. */
final class Line implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    Line(InetSocketAddress server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() throws IOException {
        isCut = true;
        for (Socket call : calls) {
            call.close();
        }
        calls.clear();
    }

    void mend() {
        isCut = false;
    }

    private void answer() {
        try {
            while (!door.isClosed()) {
                Socket caller = door.accept();
                calls.add(caller);
                Thread.ofVirtual().start(() -> connect(caller));
            }
        } catch (IOException closed) {
            // The end
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var callee = new Socket()) {
            if (isCut) {
                return;
            }
            callee.connect(server);
            calls.add(callee);
            var back = Thread.ofVirtual().start(() -> carry(callee, caller));
            carry(caller, callee);
            back.join();
        } catch (IOException | InterruptedException hungUp) {
            // Both are closed
        } finally {
            calls.remove(caller);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0 && !isCut; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
            from.close();
            to.close();
        } catch (IOException hungUp) {
            // The other direction notices too
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
