package org.besik.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests that tell the same from not the same and nothing else: without the master key nobody can try all twelve-digit
 * numbers. Each purpose has a key of its own, so a digest says nothing about another purpose's. For many threads.
 */
public final class KeyedDigest {

    private static final int BYTES = 16;

    private final MasterKey master;
    private final Map<String, Mac> prototypes = new ConcurrentHashMap<>();

    public KeyedDigest(MasterKey master) {
        this.master = master;
    }

    /** 16 bytes for these parts, in this order; parts are told apart by their lengths. */
    public byte[] digest(String purpose, byte[]... parts) {
        return Arrays.copyOf(full(purpose, parts), BYTES);
    }

    /** The hash under which the log's index knows a tag. */
    public ToLongFunction<String> tagHash() {
        return tag -> ByteBuffer.wrap(full("tag", tag.getBytes(UTF_8))).getLong();
    }

    private byte[] full(String purpose, byte[]... parts) {
        Mac mac = mac(purpose);
        var length = ByteBuffer.allocate(Integer.BYTES);
        for (byte[] part : parts) {
            mac.update(length.putInt(0, part.length).array());
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** A copy of one that knows its key: about half the price of making one. */
    private Mac mac(String purpose) {
        try {
            return (Mac) prototypes.computeIfAbsent(purpose, this::prototype).clone();
        } catch (CloneNotSupportedException everyJdkClonesIt) {
            throw new IllegalStateException(everyJdkClonesIt);
        }
    }

    private Mac prototype(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master.derive("besik digest " + purpose), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
