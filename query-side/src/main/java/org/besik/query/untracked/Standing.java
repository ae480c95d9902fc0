package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.besik.events.rules.RuleBook;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Why one child is on the list on a day, as its own facts have it; stale feeds are not asked.
 *
 * @param reasons empty: the child is not on the list
 * @param severity null: the child is not on the list
 * @param daysOverdue the largest over the reasons; 0: none
 */
public record Standing(List<Why> reasons, @Nullable Severity severity, int daysOverdue) {

    private static final Standing SOUND = new Standing(List.of(), null, 0);

    /** A reason and where its clock stands. */
    public record Why(Reason reason, LocalDate since, LocalDate dueOn, String rule, String ruleVersion) {}

    /** Where the child stands on a day; facts that occurred later are left out. */
    public static Standing on(RecordFacts facts, LocalDate asOf, SchoolCalendar calendar, RuleBook rules) {
        var happened = new RecordFacts(
                facts.id(),
                facts.formerIds(),
                facts.events().stream()
                        .filter(event -> !event.provenance().occurredOn().isAfter(asOf))
                        .toList(),
                facts.suspected());
        int day = Clocks.day(asOf);
        return Timeline.of(happened, calendar, rules).listings().stream()
                .filter(listing ->
                        listing.days().from() <= day && day < listing.days().until())
                .filter(listing -> !listing.flags().isEmpty())
                .findFirst()
                .map(listing -> standing(listing, day))
                .orElse(SOUND);
    }

    private static Standing standing(Listing listing, int day) {
        List<Why> reasons = listing.flags().stream()
                .map(flag -> new Why(
                        flag.reason(),
                        Clocks.date(flag.since()),
                        Clocks.date(flag.dueOn()),
                        flag.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        flag.ruleVersion()))
                .toList();
        int dueOn = listing.flags().stream().mapToInt(Flag::dueOn).min().orElse(day);
        return new Standing(reasons, listing.severity(), day - dueOn);
    }
}
