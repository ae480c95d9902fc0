package org.besik.proofs;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * What a log says it holds (C2SP tlog-checkpoint): that its first {@code size} events have this root.
 *
 * @param origin whose log it is; the name of its key
 * @param root of the tree of {@code size} leaves
 */
public record Checkpoint(String origin, long size, byte[] root) {

    /** The text that is signed: origin, size and root, each on a line. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads the text of a note; lines after the third are extensions that say nothing to us.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("no checkpoint: origin, size and root were expected");
        }
        byte[] root = Base64.getDecoder().decode(lines[2]);
        if (root.length != EventHash.BYTES) {
            throw new IllegalArgumentException("no checkpoint: the root has " + root.length + " bytes");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && size == that.size
                && origin.equals(that.origin)
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }
}
