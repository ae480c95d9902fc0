package org.besik.query.access;

import org.jspecify.annotations.Nullable;

/** The caller may not ask this at all. */
public final class NotAllowed extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public NotAllowed(String detail) {
        this("forbidden", "The role does not allow this", null, detail);
    }

    private NotAllowed(String code, String title, @Nullable String field, String detail) {
        super(403, code, title, field, detail);
    }

    /** The caller may ask this, but not about that region. */
    public static NotAllowed region() {
        return new NotAllowed(
                "region-not-yours",
                "The token does not cover the region",
                "region",
                "Ask about a region of your token, or about none in particular.");
    }
}
