package org.besik.verifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.audit.AuditedEvent;
import org.besik.proofs.audit.LogAudit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks what {@code GET /v1/audit/log} gave. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks an export: what GET /v1/audit/log answered, as it came, .gz or not.")
final class VerifyExport implements Callable<Integer> {

    /** A line longer than any event may be. */
    private static final int LONGEST_LINE = 64 << 20;

    @Parameters(paramLabel = "FILE", description = "the export; - reads standard input")
    private Path file = Path.of("");

    @Mixin
    private Trust trust = new Trust();

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "1",
            description = "the export was asked for from here on")
    private long from;

    @Option(names = "--to", paramLabel = "N", defaultValue = "0", description = "the export was asked for up to here")
    private long to;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (from < 1 || (to != 0 && to < from)) {
            throw new CannotCheck("--from begins with 1, and --to does not come before it");
        }
        var commandLine = java.util.Objects.requireNonNull(spec).commandLine();
        NoteVerifier key = trust.key(null);
        var audit = new LogAudit(trust.evidence(key), (level, number) -> null, -1, from, to);
        var telling = new Telling(commandLine.getErr(), "");
        try (InputStream in = open()) {
            read(in, audit, telling);
        }
        return telling.verdict(audit.finish(), List.of(), commandLine.getOut());
    }

    private InputStream open() {
        try {
            InputStream raw = new BufferedInputStream(
                    file.toString().equals("-") ? System.in : Files.newInputStream(file), 1 << 16);
            raw.mark(2);
            boolean isPacked = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return isPacked ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
        } catch (IOException none) {
            throw new CannotCheck("There is no export to be read in " + file + " (" + none + ")");
        }
    }

    private static void read(InputStream in, LogAudit audit, Telling telling) throws IOException {
        var line = new ByteArrayOutputStream(1 << 12);
        long number = 1;
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\n') {
                    line.write(c);
                    if (line.size() > LONGEST_LINE) {
                        audit.unreadable("line " + number + " does not end");
                        return;
                    }
                } else {
                    take(line.toByteArray(), number++, audit, telling);
                    line.reset();
                }
            }
        } catch (EOFException | ZipException damaged) {
            audit.unreadable("the packed file is damaged or cut off after line " + (number - 1));
            return;
        }
        if (line.size() > 0) {
            // A file that was cut, in all likelihood; a last line without a line feed counts all the same
            take(line.toByteArray(), number, audit, telling);
        }
    }

    private static void take(byte[] line, long number, LogAudit audit, Telling telling) {
        if (line.length == 0) {
            return;
        }
        AuditedEvent event;
        try {
            event = ExportReader.read(line);
        } catch (IllegalArgumentException damaged) {
            audit.unreadable("line " + number + " is not an event: " + damaged.getMessage());
            return;
        }
        telling.event();
        audit.add(event);
    }
}
