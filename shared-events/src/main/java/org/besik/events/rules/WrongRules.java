package org.besik.events.rules;

import org.jspecify.annotations.Nullable;

/** Rules that cannot be put in force: which member is at fault, and what would be right. */
public final class WrongRules extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final @Nullable String field;
    private final String detail;

    public WrongRules(Fault fault, @Nullable String field, String detail) {
        super(field == null ? detail : field + ": " + detail);
        this.fault = fault;
        this.field = field;
        this.detail = detail;
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
}
