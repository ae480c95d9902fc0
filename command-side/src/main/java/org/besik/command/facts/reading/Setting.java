package org.besik.command.facts.reading;

import java.time.LocalDate;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What the members of one fact are read against, and the first value among them that cannot be true. Such a value is
 * named only after the form of the whole fact and the rights of the sender were found in order.
 */
final class Setting {

    private final LocalDate today;
    private LocalDate occurredOn;
    private @Nullable Refused impossible;

    Setting(LocalDate today) {
        this.today = today;
        this.occurredOn = today;
    }

    LocalDate today() {
        return today;
    }

    /** The day of the fact; today until it was read. */
    LocalDate occurredOn() {
        return occurredOn;
    }

    void occurredOn(LocalDate day) {
        occurredOn = day;
    }

    /** Notes that a value cannot be true, unless the condition holds. */
    void expect(boolean holds, Rule rule, String field, String detail) {
        if (!holds && impossible == null) {
            impossible = new Refused(rule, field, detail);
        }
    }

    /** Refuses if something was noted. */
    void settle() {
        if (impossible != null) {
            throw impossible;
        }
    }
}
