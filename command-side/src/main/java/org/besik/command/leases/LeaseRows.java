package org.besik.command.leases;

import org.jspecify.annotations.Nullable;

/**
 * Where leases are kept, a row each, for many nodes at once. Every method throws {@link IllegalStateException} if the store
 * does not answer; then it is not known whether a row was put.
 */
public interface LeaseRows {

    /**
     * What is kept of a lease.
     *
     * @param holder whose turn it is; empty: nobody's
     * @param term grows by one with every change of hands
     * @param beat grows with every sign of life
     * @param mark how far the work got, for whoever goes on with it
     */
    record Row(String holder, long term, long beat, long mark) {}

    /** The row; null: there never was one. Only what would survive a crash is seen. */
    @Nullable
    Row find(String name);

    /**
     * Puts a row in the place of another, durably.
     *
     * @param expected what must be there; null: nothing
     * @return false, and nothing is changed, if something else is there
     */
    boolean replace(String name, @Nullable Row expected, Row next);
}
