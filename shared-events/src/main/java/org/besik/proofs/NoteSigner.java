package org.besik.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secret half of a key that signs notes. */
public final class NoteSigner {

    private static final String PREFIX = "PRIVATE+KEY+";

    /** What DER puts before the 32 bytes of a private key (RFC 8410). */
    private static final byte[] DER = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final NoteVerifier verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private NoteSigner(NoteVerifier verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
        try {
            byte[] der = ByteBuffer.allocate(DER.length + seed.length)
                    .put(DER)
                    .put(seed)
                    .array();
            key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("these bytes are no Ed25519 key");
        }
        if (!verifier.verifies(sign("own\n"))) {
            throw new IllegalArgumentException("the secret and the public key do not belong together");
        }
    }

    /**
     * A new key.
     *
     * @param name of the log it speaks for; null: one made from the key itself, so that no two logs share it
     */
    public static NoteSigner generate(@Nullable String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] raw = tail(pair.getPublic().getEncoded());
            MessageDigest digest = Hashes.sha256();
            String own = "besik/" + HexFormat.of().formatHex(digest.digest(raw), 0, Integer.BYTES);
            return new NoteSigner(
                    new NoteVerifier(name == null ? own : name, raw),
                    tail(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] tail(byte[] der) {
        return Arrays.copyOfRange(der, der.length - NoteVerifier.KEY_BYTES, der.length);
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if it is no such key; the message does not repeat it
     */
    public static NoteSigner parse(String encoded) {
        List<String> lines = encoded.strip().lines().toList();
        if (lines.size() != 2 || !lines.getFirst().startsWith(PREFIX)) {
            throw new IllegalArgumentException("no signing key: two lines were expected");
        }
        NoteVerifier verifier = NoteVerifier.parse(lines.get(1));
        String secret = lines.getFirst().substring(PREFIX.length());
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(secret.substring(secret.indexOf('+', secret.indexOf('+') + 1) + 1));
        } catch (IllegalArgumentException notBase64) {
            // The cause might quote the secret
            throw new IllegalArgumentException("no signing key: its secret is not base64");
        }
        if (typed.length != 1 + NoteVerifier.KEY_BYTES || typed[0] != NoteVerifier.ED25519) {
            throw new IllegalArgumentException("no Ed25519 signing key");
        }
        return new NoteSigner(verifier, Arrays.copyOfRange(typed, 1, typed.length));
    }

    /** The secret as the tools of C2SP notes read it, and on a second line the verifier key. Keep it secret. */
    public String encoded() {
        byte[] typed = ByteBuffer.allocate(1 + seed.length)
                .put(NoteVerifier.ED25519)
                .put(seed)
                .array();
        return PREFIX + verifier.name() + "+" + verifier.hashText() + "+"
                + Base64.getEncoder().encodeToString(typed) + "\n" + verifier.encoded() + "\n";
    }

    /** The half that may be known to all. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /** Signs a text that ends with a line feed. */
    public SignedNote sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return new SignedNote(
                    text, List.of(new SignedNote.Signature(verifier.name(), verifier.keyHash(), signature.sign())));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return "NoteSigner[" + verifier.name() + "]";
    }
}
