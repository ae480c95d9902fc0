package org.besik.command.deciding;

/** Keyed digests: equal input, equal digest; nobody without the key can go back or guess. */
@FunctionalInterface
public interface Digests {

    /**
     * 16 bytes for the parts; digests for different purposes never meet.
     *
     * @param purpose a short name, {@code iin}
     */
    byte[] digest(String purpose, byte[]... parts);
}
