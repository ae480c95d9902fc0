package org.besik.command.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.besik.proofs.NoteSigner;

/**
 * The key that signs checkpoints, in {@code checkpoint.key} of the data directory, and beside it what others need to check
 * them, {@code checkpoint.vkey}. It is made at the first start and never changed: a log speaks with one voice.
 */
public final class CheckpointKey {

    /** The environment variable that names the log when its key is made; a name of its own is drawn without. */
    public static final String ORIGIN = "BESIK_ORIGIN";

    private CheckpointKey() {}

    /**
     * The key of a folder, made if there is none.
     *
     * @throws IllegalArgumentException if it is no key
     * @throws IllegalStateException if others than the owner may read the file
     */
    public static NoteSigner load(Map<String, String> environment, Path folder) throws IOException {
        Path file = folder.resolve("checkpoint.key");
        if (!Files.exists(file)) {
            String origin = environment.get(ORIGIN);
            SecretFile.create(
                    file,
                    NoteSigner.generate(origin == null || origin.isBlank() ? null : origin.strip())
                            .encoded());
        }
        NoteSigner signer = NoteSigner.parse(SecretFile.read(file));
        Path known = folder.resolve("checkpoint.vkey");
        String vkey = signer.verifier().encoded() + "\n";
        if (!Files.exists(known) || !Files.readString(known).equals(vkey)) {
            Files.writeString(known, vkey);
        }
        return signer;
    }
}
