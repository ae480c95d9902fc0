package org.besik.query.access;

/** The caller may not ask this at all. */
public final class NotAllowed extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public NotAllowed(String detail) {
        super(403, "not-allowed", "The token does not allow this", null, detail);
    }
}
