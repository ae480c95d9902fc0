package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a child's page tells beside the history: who was in contact when, and when the child was on the list.
 *
 * @param history as far as it had happened and was known
 * @param contacts that count, in the order in which they happened
 * @param listed stretches of days on the list, ascending
 */
public record Story(History history, List<Contacted> contacts, List<Listed> listed) {

    /**
     * Somebody was in contact with the child.
     *
     * @param service null: not known
     * @param strength {@code SEEN}, {@code REMOTE} or {@code ADMINISTRATIVE}
     */
    public record Contacted(LocalDate on, @Nullable String service, String strength, String agency) {}

    /**
     * Days on the list for the same reasons.
     *
     * @param until the first day on which it was different
     */
    public record Listed(LocalDate from, LocalDate until, List<String> reasons) {}
}
