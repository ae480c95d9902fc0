package org.besik.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A key that signs notes, seen from outside (C2SP vkey, Ed25519): whoever has it needs to trust nobody else. */
public final class NoteVerifier {

    static final byte ED25519 = 1;
    static final int KEY_BYTES = 32;

    /** What DER puts before the 32 bytes of a public key (RFC 8410). */
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final int keyHash;
    private final PublicKey key;

    NoteVerifier(String name, byte[] raw) {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a key's name has neither spaces nor a plus");
        }
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + KEY_BYTES + " bytes");
        }
        this.name = name;
        this.raw = raw.clone();
        this.keyHash = keyHash(name, raw);
        try {
            byte[] der = ByteBuffer.allocate(DER.length + KEY_BYTES)
                    .put(DER)
                    .put(raw)
                    .array();
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalArgumentException("these bytes are no Ed25519 key", noKey);
        }
    }

    /**
     * Reads {@code name+hash+base64}.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    public static NoteVerifier parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("no verifier key: name+hash+key was expected");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("no Ed25519 verifier key");
        }
        var raw = new byte[KEY_BYTES];
        System.arraycopy(typed, 1, raw, 0, KEY_BYTES);
        var key = new NoteVerifier(parts[0], raw);
        if (!key.hashText().equals(parts[1])) {
            throw new IllegalArgumentException("the hash within the verifier key is not its own");
        }
        return key;
    }

    /** The key as it is handed out, {@code name+hash+base64}. */
    public String encoded() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(ED25519).put(raw).array();
        return name + "+" + hashText() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    String hashText() {
        return HexFormat.of().toHexDigits(keyHash);
    }

    /** Whose key it is: the origin of its checkpoints. */
    public String name() {
        return name;
    }

    int keyHash() {
        return keyHash;
    }

    /** Whether the note has a signature of this key, and it holds. A second one that does not hold spoils the note. */
    public boolean verifies(SignedNote note) {
        List<SignedNote.Signature> own = note.signatures().stream()
                .filter(each -> each.name().equals(name) && each.keyHash() == keyHash)
                .toList();
        return !own.isEmpty() && own.stream().allMatch(each -> holds(note.text(), each));
    }

    private boolean holds(String text, SignedNote.Signature signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(UTF_8));
            return check.verify(signature.bytes());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static int keyHash(String name, byte[] raw) {
        MessageDigest digest = Hashes.sha256();
        digest.update((name + "\n").getBytes(UTF_8));
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(raw)).getInt();
    }
}
