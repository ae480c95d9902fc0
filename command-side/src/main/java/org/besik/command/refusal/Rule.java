package org.besik.command.refusal;

import org.besik.events.rules.Fault;

/** Every rule that can refuse a fact or an order: its stable code and the HTTP status that goes with it. */
public enum Rule {
    MALFORMED_JSON("malformed-json", 400, "The text is not valid JSON"),
    UNKNOWN_FACT("unknown-fact", 400, "There is no such kind of fact"),
    UNKNOWN_FIELD("unknown-field", 400, "There is no such member"),
    MISSING_FIELD("missing-field", 400, "A required member is missing"),
    WRONG_TYPE("wrong-type", 400, "A member has the wrong JSON type"),
    UNKNOWN_VALUE("unknown-value", 400, "A member has a value that is not in its list"),
    BAD_DATE("bad-date", 400, "A date is not one"),
    DUPLICATE_KEY("duplicate-key", 400, "A member stands twice"),
    LINE_TOO_LONG("line-too-long", 400, "A line is longer than 1 MiB"),
    TOKEN("token", 401, "There is no valid token"),
    NOT_RELAY("not-relay", 403, "Only a relay may report for another agency"),
    REGION_NOT_YOURS("region-not-yours", 403, "The token does not cover the region"),
    HANDOFF_NOT_YOURS("handoff-not-yours", 403, "The handoff is not this agency's to answer"),
    CONTACT_NOT_YOURS("contact-not-yours", 403, "Only the agency that reported a contact may retract it"),
    RULES_UNCHANGED(Fault.RULES_UNCHANGED),
    REFERENCE_REUSED("reference-reused", 409, "The reference was used for another fact"),
    IIN_TAKEN("iin-taken", 409, "The IIN is held by a registered record of another person"),
    HANDOFF_AMBIGUOUS("handoff-ambiguous", 409, "The reference names several handoffs"),
    CASE_OPEN("case-open", 409, "The child has an open case"),
    NO_OPEN_CASE("no-open-case", 409, "The child has no open case"),
    NO_CLOSED_CASE("no-closed-case", 409, "The child has no closed case"),
    CASE_AMBIGUOUS("case-ambiguous", 409, "The child has several cases"),
    CASE_ASSIGNED("case-assigned", 409, "The case is this officer's already"),
    CASE_LOCATED("case-located", 409, "The child is located already"),
    CASE_ESCALATED("case-escalated", 409, "The case is that high already"),
    CONTRADICTION_RESOLVED("contradiction-resolved", 409, "The contradiction is settled already"),
    ALREADY_MERGED("already-merged", 409, "The two ids are one child already"),
    NOT_MERGED("not-merged", 409, "The two records were not merged"),
    JOINED_BY_IDENTITY("joined-by-identity", 409, "An identifier or the person joined the two, not an officer"),
    SAME_RECORD("same-record", 422, "The same record is named twice"),
    FUTURE_DATE("future-date", 422, "The date is in the future"),
    IIN_CHECK_DIGIT("iin-check-digit", 422, "The IIN is not one"),
    IDENTITY_MISMATCH("identity-mismatch", 422, "The fact names two IINs or dates that exclude each other"),
    UNKNOWN_REGION("unknown-region", 422, "There is no such region"),
    OF_AGE("of-age", 422, "The person is 18 or older"),
    WARN_AFTER_FLAG(Fault.WARN_AFTER_FLAG),
    BANDS_OVERLAP(Fault.BANDS_OVERLAP),
    BANDS_MISSING(Fault.BANDS_MISSING),
    RULES_FROM_PAST(Fault.RULES_FROM_PAST);

    private final String code;
    private final int status;
    private final String title;

    Rule(Fault fault) {
        this(fault.code(), fault.status(), fault.title());
    }

    Rule(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable code that clients, metrics and tests see. */
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
