package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
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

    /**
     * Days on the list for the same reasons.
     *
     * @param until the first day on which it was different
     */
    public record Stretch(LocalDate from, LocalDate until, List<Reason> reasons) {}

    /**
     * When the child was on the list, each day by what had happened until then, up to a day and with it; adjoining days with
     * the same reasons are one stretch.
     */
    public static List<Stretch> until(RecordFacts facts, LocalDate last, SchoolCalendar calendar, RuleBook rules) {
        int end = Clocks.day(last) + 1;
        var stretches = new ArrayList<Stretch>();
        for (Listing listing :
                Timeline.of(happened(facts, last), calendar, rules).listings()) {
            Span days = listing.days().cut(end);
            if (listing.flags().isEmpty() || days.isEmpty()) {
                continue;
            }
            LocalDate from = Clocks.date(days.from());
            LocalDate until = Clocks.date(days.until());
            List<Reason> reasons = listing.flags().stream().map(Flag::reason).toList();
            Stretch before = stretches.isEmpty() ? null : stretches.getLast();
            if (before != null
                    && before.until().equals(from)
                    && before.reasons().equals(reasons)) {
                stretches.set(stretches.size() - 1, new Stretch(before.from(), until, reasons));
            } else {
                stretches.add(new Stretch(from, until, reasons));
            }
        }
        return stretches;
    }

    private static RecordFacts happened(RecordFacts facts, LocalDate asOf) {
        return new RecordFacts(
                facts.id(),
                facts.formerIds(),
                facts.events().stream()
                        .filter(event -> !event.provenance().occurredOn().isAfter(asOf))
                        .toList(),
                facts.suspected());
    }

    /** Where the child stands on a day; facts that occurred later are left out. */
    public static Standing on(RecordFacts facts, LocalDate asOf, SchoolCalendar calendar, RuleBook rules) {
        int day = Clocks.day(asOf);
        return Timeline.of(happened(facts, asOf), calendar, rules).listings().stream()
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
