package org.besik.proofs;

/** The nodes of a tree that will never change: those over 2^level leaves, all of which are there. */
@FunctionalInterface
public interface Subtrees {

    /** The node over the leaves from {@code number << level} up to, without, {@code number + 1 << level}. */
    byte[] hash(int level, long number);
}
