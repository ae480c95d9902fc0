package org.besik.standalone;

import org.besik.command.leases.Lease;

/** Whose turn it is to sign checkpoints, where several nodes could. */
public record SignersTurn(Lease lease) implements AutoCloseable {

    boolean isOurs() {
        return lease.hold();
    }

    @Override
    public void close() {
        lease.close();
    }
}
