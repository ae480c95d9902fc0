package org.besik.standalone.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection that is kept open; not for use by several threads at once. */
public final class Connection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final URI server;
    private final String host;
    private volatile Socket socket;
    InputStream in;
    OutputStream out;
    private boolean isLast;

    /** Connects to the host and port of an http address. */
    public Connection(URI server) throws IOException {
        this.server = server;
        host = server.getHost() + ":" + server.getPort();
        socket = connected(server);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    private static Socket connected(URI server) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
        return socket;
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connected(server);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        isLast = false;
    }

    /**
     * What was answered.
     *
     * @param headers by lower-case name
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Asks and waits for the answer; connects again if the server said that the last answer was its last.
     *
     * @param token bearer token; null: none
     * @param body null: none
     */
    public Answer exchange(
            String method, String path, @Nullable String token, @Nullable String contentType, byte @Nullable [] body)
            throws IOException {
        if (isLast) {
            reconnect();
        }
        writeHead(
                method,
                path,
                token,
                contentType,
                body == null ? "Content-Length: 0" : "Content-Length: " + body.length);
        if (body != null) {
            out.write(body);
        }
        out.flush();
        Head head = readHead();
        isLast = "close".equalsIgnoreCase(head.headers().get("Connection"));
        return new Answer(head.status(), head.headers(), head.body().readAllBytes());
    }

    void writeHead(
            String method, String path, @Nullable String token, @Nullable String contentType, String lengthHeader)
            throws IOException {
        var head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\n")
                .append("Host: ")
                .append(host)
                .append("\r\n")
                .append(lengthHeader)
                .append("\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        if (contentType != null) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The beginning of an answer; the body is read to its end before the next exchange. */
    record Head(int status, Map<String, String> headers, InputStream body) {}

    Head readHead() throws IOException {
        String[] status = readLine(in).split(" ", 3);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).trim(), line.substring(colon + 1).trim());
        }
        int code = Integer.parseInt(status[1]);
        InputStream body;
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            body = new Chunks(in);
        } else {
            String length = headers.getOrDefault("Content-Length", "0");
            body = InputStream.nullInputStream();
            if (code != 204 && code != 304 && Integer.parseInt(length) > 0) {
                byte[] bytes = in.readNBytes(Integer.parseInt(length));
                if (bytes.length < Integer.parseInt(length)) {
                    throw new EOFException("the answer was cut");
                }
                body = new java.io.ByteArrayInputStream(bytes);
            }
        }
        return new Head(code, headers, body);
    }

    static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Closes at once, also under a thread that is reading or writing. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A chunked body. */
    private static final class Chunks extends InputStream {

        private final InputStream in;
        private int left;
        private boolean ended;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (!more()) {
                return -1;
            }
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the answer was cut");
            }
            took(1);
            return c;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = in.read(into, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the answer was cut");
            }
            took(count);
            return count;
        }

        private boolean more() throws IOException {
            if (!ended && left == 0) {
                left = Integer.parseInt(readLine(in).split(";", 2)[0].trim(), 16);
                if (left == 0) {
                    ended = true;
                    while (!readLine(in).isEmpty()) {
                        // Trailers say nothing to us
                    }
                }
            }
            return !ended;
        }

        private void took(int count) throws IOException {
            left -= count;
            if (left == 0) {
                readLine(in);
            }
        }
    }
}
