package org.besik.query.access;

/** A parameter has a value that cannot be understood. */
public final class BadQuestion extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public BadQuestion(String field, String detail) {
        super(400, "unknown-value", "A parameter has a value that is not understood", field, detail);
    }
}
