package org.besik.proofs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it (C2SP signed-note).
 *
 * @param text with the line feed at its end
 */
public record SignedNote(String text, List<Signature> signatures) {

    /**
     * A signature line.
     *
     * @param keyHash tells keys of one name apart
     */
    public record Signature(String name, int keyHash, byte[] bytes) {

        private String line() {
            byte[] both = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(keyHash)
                    .put(bytes)
                    .array();
            return MARK + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
        }
    }

    private static final String MARK = "— ";

    /** The note as it is kept and sent. */
    public String encoded() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /**
     * Reads a note; whether its signatures hold is another question.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SignedNote parse(String encoded) {
        if (encoded.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == '\uFFFD')) {
            throw notOne("it has control characters");
        }
        int blank = encoded.lastIndexOf("\n\n");
        if (blank < 0 || !encoded.endsWith("\n")) {
            throw notOne("a blank line and signatures after it were expected");
        }
        var signatures = new ArrayList<Signature>();
        for (String line : encoded.substring(blank + 2).lines().toList()) {
            signatures.add(signature(line));
        }
        if (signatures.isEmpty()) {
            throw notOne("there is no signature");
        }
        return new SignedNote(encoded.substring(0, blank + 1), List.copyOf(signatures));
    }

    private static Signature signature(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || space <= MARK.length()) {
            throw notOne("a signature line is malformed");
        }
        byte[] both = Base64.getDecoder().decode(line.substring(space + 1));
        if (both.length <= Integer.BYTES) {
            throw notOne("a signature is too short");
        }
        var bytes = new byte[both.length - Integer.BYTES];
        ByteBuffer read = ByteBuffer.wrap(both);
        int keyHash = read.getInt();
        read.get(bytes);
        return new Signature(line.substring(MARK.length(), space), keyHash, bytes);
    }

    private static IllegalArgumentException notOne(String why) {
        return new IllegalArgumentException("no signed note: " + why);
    }
}
