package org.besik.query.access;

import org.jspecify.annotations.Nullable;

/** A question that is not answered, and why: a stable code and words for people that never repeat a personal value. */
public abstract sealed class QuestionProblem extends RuntimeException
        permits NotFound, TooMuchSilence, NotAllowed, BadQuestion, BadRules, Busy {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;
    private final @Nullable String field;

    QuestionProblem(int status, String code, String title, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.field = field;
    }

    /** The HTTP status that says it. */
    public int status() {
        return status;
    }

    /** The stable code that clients and tests see. */
    public String code() {
        return code;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }

    /** The parameter at fault; null: none. */
    public @Nullable String field() {
        return field;
    }

    /** What is wrong and what would be right. */
    public String detail() {
        String message = getMessage();
        return message == null ? title : message;
    }
}
