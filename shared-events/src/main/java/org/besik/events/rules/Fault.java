package org.besik.events.rules;

/** What can be wrong with rules that somebody sends. Codes that facts know, too, are the same. */
public enum Fault {
    MALFORMED_JSON("malformed-json", 400, "The text is not valid JSON"),
    UNKNOWN_FIELD("unknown-field", 400, "There is no such member"),
    MISSING_FIELD("missing-field", 400, "A required member is missing"),
    WRONG_TYPE("wrong-type", 400, "A member has the wrong JSON type"),
    UNKNOWN_VALUE("unknown-value", 400, "A member has a value that is not in its list"),
    BAD_DATE("bad-date", 400, "A date is not one"),
    UNKNOWN_REGION("unknown-region", 422, "There is no such region"),
    WARN_AFTER_FLAG("warn-after-flag", 422, "A threshold would flag before it warns"),
    BANDS_OVERLAP("bands-overlap", 422, "Two bands are for the same children"),
    BANDS_MISSING("bands-missing", 422, "No band is for some children"),
    RULES_FROM_PAST("rules-from-past", 422, "Rules do not change days that have passed"),
    RULES_UNCHANGED("rules-unchanged", 409, "These rules are in force already");

    private final String code;
    private final int status;
    private final String title;

    Fault(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable code that clients see. */
    public String code() {
        return code;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }
}
