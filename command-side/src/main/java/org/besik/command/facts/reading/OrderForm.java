package org.besik.command.facts.reading;

import java.util.List;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of officer's order looks like.
 *
 * @param kind for metrics and fingerprints: {@code case-opening}
 * @param idMember the member of the answer that repeats the event's id, {@code caseId}; null: none
 * @param members what may be said besides {@code ref}; {@code occurredOn} among them where the order tells of something that
 *     happened: else it happens today
 */
public record OrderForm(String kind, @Nullable String idMember, List<String> members, Reading reading) {

    /** Reads the order from its members. */
    @FunctionalInterface
    public interface Reading {

        /** @throws Refused if a member is missing, of the wrong type or cannot be true */
        Order read(Members order);
    }

    /** A form whose answer names nothing but the event. */
    public static OrderForm of(String kind, List<String> members, Reading reading) {
        return new OrderForm(kind, null, members, reading);
    }
}
