package org.besik.proofs.audit;

import org.besik.proofs.Checkpoint;
import org.besik.proofs.NoteVerifier;
import org.besik.proofs.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that somebody kept.
 *
 * @param source where it was kept, for messages
 * @param checkpoint what it says; null: it cannot be read or was not signed by the key
 * @param problem why not; null: nothing is wrong with it
 */
public record Evidence(
        String source,
        @Nullable Checkpoint checkpoint,
        @Nullable String problem) {

    /** Reads a signed note and checks its signature. */
    public static Evidence of(String source, String note, NoteVerifier key) {
        try {
            SignedNote signed = SignedNote.parse(note);
            if (!key.verifies(signed)) {
                return new Evidence(source, null, "it has no signature of the key " + key.name() + " that holds");
            }
            Checkpoint checkpoint = Checkpoint.parse(signed.text());
            return checkpoint.origin().equals(key.name())
                    ? new Evidence(source, checkpoint, null)
                    : new Evidence(source, null, "it speaks of another log, " + checkpoint.origin());
        } catch (IllegalArgumentException unreadable) {
            return new Evidence(source, null, String.valueOf(unreadable.getMessage()));
        }
    }
}
