package org.besik.query.access;

/** A parameter has a value that cannot be understood. */
public final class BadQuestion extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public BadQuestion(String field, String detail) {
        this("unknown-value", "A parameter has a value that is not understood", field, detail);
    }

    private BadQuestion(String code, String title, String field, String detail) {
        super(400, code, title, field, detail);
    }

    /** A parameter that should be a day, or an instant, is not one. */
    public static BadQuestion date(String field) {
        return new BadQuestion(
                "bad-date",
                "A date is not one",
                field,
                "A day is written 2026-10-31, an instant 2026-10-31T09:30:00Z.");
    }
}
