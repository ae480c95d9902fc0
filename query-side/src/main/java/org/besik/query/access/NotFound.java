package org.besik.query.access;

/** There is no such child, or the caller may not read it: the answer is the same. */
public final class NotFound extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public NotFound() {
        super(
                404,
                "not-found",
                "There is no such record",
                null,
                "There is no such record, or it is not yours to read.");
    }
}
