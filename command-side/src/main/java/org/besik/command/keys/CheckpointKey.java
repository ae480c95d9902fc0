package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

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
            SecretFile.create(file, generate(environment).encoded());
        }
        NoteSigner signer = NoteSigner.parse(SecretFile.read(file));
        publish(signer, folder);
        return signer;
    }

    /**
     * The key that all nodes share; what others need to check it is put into a folder of each.
     *
     * @throws IllegalStateException as by {@link SharedSecrets#get}
     */
    public static NoteSigner shared(Map<String, String> environment, SharedSecrets secrets, Path folder)
            throws IOException {
        byte[] encoded = secrets.get(
                "checkpoint key", () -> generate(environment).encoded().getBytes(UTF_8));
        NoteSigner signer = NoteSigner.parse(new String(encoded, UTF_8));
        publish(signer, folder);
        return signer;
    }

    private static NoteSigner generate(Map<String, String> environment) {
        String origin = environment.get(ORIGIN);
        return NoteSigner.generate(origin == null || origin.isBlank() ? null : origin.strip());
    }

    private static void publish(NoteSigner signer, Path folder) throws IOException {
        Path known = folder.resolve("checkpoint.vkey");
        String vkey = signer.verifier().encoded() + "\n";
        if (!Files.exists(known) || !Files.readString(known).equals(vkey)) {
            Files.writeString(known, vkey);
        }
    }
}
