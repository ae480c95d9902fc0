package org.besik.events.rules;

import org.jspecify.annotations.Nullable;

/** Rules that cannot be put in force: which member is at fault, and what would be right. */
public final class WrongRules extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final @Nullable String field;
    private final String detail;
    private final @Nullable Integer ageMonths;

    public WrongRules(Fault fault, @Nullable String field, String detail) {
        this(fault, field, detail, null);
    }

    WrongRules(Fault fault, @Nullable String field, String detail, @Nullable Integer ageMonths) {
        super(field == null ? detail : field + ": " + detail);
        this.fault = fault;
        this.field = field;
        this.detail = detail;
        this.ageMonths = ageMonths;
    }

    /** Throws unless a condition holds. */
    static void unless(boolean holds, Fault fault, @Nullable String field, String detail) {
        if (!holds) {
            throw new WrongRules(fault, field, detail);
        }
    }

    public Fault fault() {
        return fault;
    }

    /** The path of the member, {@code thresholds.silent[2].warn}; null: none in particular. */
    public @Nullable String field() {
        return field;
    }

    public String detail() {
        return detail;
    }

    /** The first age for which there is no band, or more than one, in completed months; null: it is about no age. */
    public @Nullable Integer ageMonths() {
        return ageMonths;
    }
}
