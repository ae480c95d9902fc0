package org.besik.proofs.audit;

import java.util.List;

/**
 * What was found.
 *
 * @param events how many were read
 * @param last the last position
 * @param root of the tree over all of them; empty: it could not be built
 * @param confirmed how many checkpoints fit
 * @param findings in the order of their positions
 * @param remarks what could not be checked, for people
 */
public record Report(long events, long last, byte[] root, int confirmed, List<Finding> findings, List<String> remarks) {

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
