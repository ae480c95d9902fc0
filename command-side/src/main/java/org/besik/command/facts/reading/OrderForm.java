package org.besik.command.facts.reading;

import java.util.List;
import java.util.Map;
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
 * @param addressed what the address says of the order besides the child; part of its content
 */
public record OrderForm(
        String kind, @Nullable String idMember, List<String> members, Reading reading, Map<String, String> addressed) {

    /** A form of which the address says nothing but the child. */
    public OrderForm(String kind, @Nullable String idMember, List<String> members, Reading reading) {
        this(kind, idMember, members, reading, Map.of());
    }

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
