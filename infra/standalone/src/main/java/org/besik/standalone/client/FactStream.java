package org.besik.standalone.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stream of facts and its answers. One thread may send while another reads; an answer can come while the stream is
 * still open.
 */
public final class FactStream implements AutoCloseable {

    private static final int CHUNK = 1 << 14;

    private final Connection connection;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private @Nullable BufferedReader answers;

    /** Opens the stream; nothing is awaited. */
    public FactStream(URI server, String token) throws IOException {
        connection = new Connection(server);
        connection.writeHead("POST", "/v1/facts", token, "application/x-ndjson", "Transfer-Encoding: chunked");
    }

    /** Sends bytes as they are, some time soon. */
    public void send(byte[] bytes) throws IOException {
        int sent = 0;
        while (sent < bytes.length) {
            if (filled == CHUNK) {
                writeChunk();
            }
            int count = Math.min(CHUNK - filled, bytes.length - sent);
            System.arraycopy(bytes, sent, chunk, filled, count);
            filled += count;
            sent += count;
        }
    }

    /** Sends a line, some time soon. */
    public void sendLine(String line) throws IOException {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what was held back. */
    public void flush() throws IOException {
        writeChunk();
        connection.out.flush();
    }

    /** Says that nothing more will come. */
    public void end() throws IOException {
        writeChunk();
        connection.out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        connection.out.flush();
    }

    private void writeChunk() throws IOException {
        if (filled > 0) {
            connection.out.write((Integer.toHexString(filled) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            connection.out.write(chunk, 0, filled);
            connection.out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            filled = 0;
        }
    }

    /**
     * The next answer; waits for it.
     *
     * @return null after the last
     * @throws IOException if the stream was refused as a whole, or cut
     */
    public @Nullable String readAnswer() throws IOException {
        var reader = answers;
        if (reader == null) {
            var head = connection.readHead();
            reader = new BufferedReader(new InputStreamReader(head.body(), StandardCharsets.UTF_8), 1 << 16);
            if (head.status() != 200) {
                throw new IOException("the stream was refused with " + head.status() + ": " + reader.readLine());
            }
            answers = reader;
        }
        return reader.readLine();
    }

    /** Cuts the stream where it is. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
