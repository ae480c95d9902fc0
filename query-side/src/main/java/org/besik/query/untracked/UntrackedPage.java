package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param total how many children fit the request
 * @param cursor leads to the next page; null: this is the last
 */
public record UntrackedPage(
        LocalDate asOf,
        long total,
        List<UntrackedItem> items,
        @Nullable String cursor) {}
