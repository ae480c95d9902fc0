package org.besik.command.facts;

/** How fast facts may come in bulk: whoever reads what was recorded has to keep up. */
@FunctionalInterface
public interface Pace {

    /** Returns when more lines may be decided; soon in any case, for facts come before their being seen. */
    void await() throws InterruptedException;
}
