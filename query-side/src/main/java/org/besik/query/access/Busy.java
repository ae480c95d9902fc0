package org.besik.query.access;

/** What is asked for takes long, and enough of it is under way. */
public final class Busy extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public Busy(String detail) {
        super(429, "busy", "Enough of this is under way", null, detail);
    }
}
