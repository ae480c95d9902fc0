package org.besik.query.viewstore;

import java.util.List;
import java.util.Optional;

/** The generations of the views, each a {@link ViewStore} of its own, and which of them is live. One process at a time. */
public interface Generations {

    /** The names of all there are, the begun ones too, in order. */
    List<String> all();

    /** The one that is read; empty before the first. */
    Optional<String> live();

    /** Points at another generation: all at once, and for good. */
    void setLive(String generation);

    /** Whether it is there and holds all these tables in the shape declared now. */
    boolean fits(String generation, List<Table> tables);

    /**
     * Opens a generation, or makes it.
     *
     * @throws ViewStoreException if it has a table of another shape
     */
    ViewStore open(String generation, List<Table> tables);

    /** Removes what a closed generation holds; nothing if it is not there. */
    void delete(String generation);

    /** A name of this signature that no generation has. */
    default String unused(String signature) {
        List<String> taken = all();
        int n = 1;
        while (taken.contains(signature + "-" + n)) {
            n++;
        }
        return signature + "-" + n;
    }
}
