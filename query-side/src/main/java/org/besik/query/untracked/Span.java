package org.besik.query.untracked;

/**
 * The days for which one state of a child holds: {@code from} up to but not with {@code until}. Epoch days.
 */
record Span(int from, int until) {

    /** Stands for "no end known". */
    static final int FOREVER = 1 << 29;

    boolean isEmpty() {
        return from >= until;
    }

    Span cut(int latest) {
        return latest < until ? new Span(from, Math.max(from, latest)) : this;
    }
}
