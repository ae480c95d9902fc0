package org.besik.command.refusal;

import org.jspecify.annotations.Nullable;

/** A fact is refused by a rule. The detail never repeats a personal value. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final @Nullable String field;

    /**
     * @param field the member at fault, {@code data.person.birthDate}; null: none in particular
     * @param detail what is wrong and what would be right
     */
    public Refused(Rule rule, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.rule = rule;
        this.field = field;
    }

    /** Refuses unless a condition holds. */
    public static void unless(boolean holds, Rule rule, @Nullable String field, String detail) {
        if (!holds) {
            throw new Refused(rule, field, detail);
        }
    }

    public Rule rule() {
        return rule;
    }

    public @Nullable String field() {
        return field;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? rule.title() : message;
    }
}
