package org.besik.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.audit.Evidence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the auditor brings along: checkpoints that were kept elsewhere, and the key that must have signed them. */
final class Trust {

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "a signed checkpoint that was kept, or several one after the other; may be repeated")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--vkey",
            paramLabel = "KEY",
            description = "the verifier key, or a file with it: take it from somewhere that the server cannot change")
    private @Nullable String vkey;

    /** Whether the auditor brought a key along. */
    boolean hasKey() {
        return vkey != null;
    }

    /**
     * The key.
     *
     * @param fallback a file that may have it; null: none
     * @return null: there is none
     * @throws CannotCheck if it is no key
     */
    @Nullable
    NoteVerifier key(@Nullable Path fallback) {
        try {
            if (vkey != null) {
                // A key itself has two plus signs; so may a file's name, but hardly one that is there
                Path file = Path.of(vkey);
                return NoteVerifier.parse(Files.isRegularFile(file) ? Files.readString(file) : vkey);
            }
            return fallback != null && Files.isRegularFile(fallback)
                    ? NoteVerifier.parse(Files.readString(fallback))
                    : null;
        } catch (IllegalArgumentException | IOException none) {
            throw new CannotCheck("The verifier key cannot be read: " + none.getMessage());
        }
    }

    /** The checkpoints of the files that were named. */
    List<Evidence> evidence(@Nullable NoteVerifier key) {
        if (!checkpoints.isEmpty() && key == null) {
            throw new CannotCheck("--checkpoint needs --vkey: without the key anybody might have signed it");
        }
        var evidence = new ArrayList<Evidence>();
        for (Path file : checkpoints) {
            String text = read(file);
            List<String> notes = split(text);
            for (int i = 0; key != null && i < notes.size(); i++) {
                String source = notes.size() == 1 ? file.toString() : file + " (" + (i + 1) + ")";
                evidence.add(Evidence.of(source, notes.get(i), key));
            }
        }
        return evidence;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            throw new CannotCheck("There is no checkpoint to be read in " + file + " (" + none + ")");
        }
    }

    /** A note ends where, after its signatures, something else begins. */
    private static List<String> split(String text) {
        var notes = new ArrayList<String>();
        var note = new StringBuilder();
        boolean isSigned = false;
        for (String line : text.lines().toList()) {
            boolean isSignature = line.startsWith("— ");
            if (isSigned && !isSignature) {
                notes.add(note.toString());
                note.setLength(0);
            }
            isSigned = isSignature;
            if (!note.isEmpty() || !line.isBlank()) {
                note.append(line).append('\n');
            }
        }
        if (!note.isEmpty() || notes.isEmpty()) {
            notes.add(note.toString());
        }
        return notes;
    }
}
