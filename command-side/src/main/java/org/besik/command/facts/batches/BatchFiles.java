package org.besik.command.facts.batches;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.besik.command.keys.KeyedDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder for each batch: the file as it came, encrypted with a key of its own and removed once it is decided; how far it
 * has come; and its refusals by line, in which no personal data stands.
 */
final class BatchFiles {

    private static final String STATE = "batch.json";
    private static final String UPLOAD = "facts.enc";
    private static final String REPORT = "refusals.ndjson";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final KeyedDigest digest;

    BatchFiles(Path folder, KeyedDigest digest) {
        this.folder = folder;
        this.digest = digest;
        try {
            Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** A file that is too long. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Keeps a file; it survives a crash once this returns.
     *
     * @return how many lines it has
     * @throws TooLong if it has more bytes than allowed
     */
    long keep(String id, InputStream in, long mostBytes) throws IOException {
        Path place = folder.resolve(id);
        Files.createDirectories(place);
        long lines = 0;
        long bytes = 0;
        byte last = '\n';
        try (var channel =
                FileChannel.open(place.resolve(UPLOAD), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            OutputStream out = new CipherOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
                    cipher(id, Cipher.ENCRYPT_MODE));
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > mostBytes) {
                    throw new TooLong();
                }
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
                if (n > 0) {
                    last = buffer[n - 1];
                }
                out.write(buffer, 0, n);
            }
            out.flush();
            channel.force(true);
        }
        return last == '\n' ? lines : lines + 1;
    }

    /** The file as it came. */
    InputStream open(String id) throws IOException {
        InputStream in = Files.newInputStream(folder.resolve(id).resolve(UPLOAD));
        return new BufferedInputStream(
                new FilterInputStream(new CipherInputStream(in, cipher(id, Cipher.DECRYPT_MODE))) {
                    @Override
                    public int available() {
                        return 0;
                    }
                },
                1 << 16);
    }

    /** Each batch has a key that is used for one file once, so that the counter may begin at nought. */
    private Cipher cipher(String id, int mode) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(digest.digest("batch", id.getBytes(UTF_8)), "AES"),
                    new IvParameterSpec(new byte[16]));
            return cipher;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Keeps how far a batch has come, whole or not at all. */
    void write(Batch batch) throws IOException {
        Path place = folder.resolve(batch.id());
        Path fresh = place.resolve(STATE + ".new");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(JSON.writeValueAsBytes(batch)));
            channel.force(true);
        }
        Files.move(fresh, place.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (batch.isOver()) {
            Files.deleteIfExists(place.resolve(UPLOAD));
        }
    }

    /** Opens the report to add to it, without what was written after its batch was last kept. */
    OutputStream report(Batch batch) throws IOException {
        var channel = FileChannel.open(
                folder.resolve(batch.id()).resolve(REPORT), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(batch.reportBytes());
        channel.position(batch.reportBytes());
        return Channels.newOutputStream(channel);
    }

    /** The refusals so far, a JSON object a line; empty if there are none. */
    Optional<Path> report(String id) {
        return Optional.of(folder.resolve(id).resolve(REPORT)).filter(Files::exists);
    }

    Optional<Batch> read(String id) {
        Path state = folder.resolve(id).resolve(STATE);
        try {
            return Files.exists(state)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(state), Batch.class))
                    : Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalStateException("the state of a batch cannot be read: " + id, unreadable);
        }
    }

    /** All batches, the last received first; what was cut while it came in is removed. */
    List<Batch> all() {
        var batches = new ArrayList<Batch>();
        try (var places = Files.list(folder)) {
            for (Path place : places.filter(Files::isDirectory).toList()) {
                read(place.getFileName().toString()).ifPresent(batches::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        batches.sort(Comparator.comparing(Batch::receivedAt).reversed().thenComparing(Batch::id));
        return batches;
    }

    /** Forgets a file that did not come whole: nobody was told that it was taken. */
    void forget(String id) {
        Path place = folder.resolve(id);
        try {
            Files.deleteIfExists(place.resolve(UPLOAD));
            Files.deleteIfExists(place.resolve(STATE + ".new"));
            Files.deleteIfExists(place);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    /** Removes what a crash left half received. */
    void tidy() {
        try (var places = Files.list(folder)) {
            places.filter(Files::isDirectory)
                    .filter(place -> !Files.exists(place.resolve(STATE)))
                    .forEach(place -> forget(place.getFileName().toString()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
