package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.besik.events.rules.RuleBook;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.TraceCase.FlagRaised;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Why one child is on the list on a day, as its own facts have it; stale feeds are not asked. Nor are rolls: whoever is missing
 * from one is on it from the day on which the flag was raised.
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
        for (Listed listed : listed(happened(facts, last), calendar, rules).toList()) {
            Span days = listed.days().cut(end);
            if (days.isEmpty()) {
                continue;
            }
            LocalDate from = Clocks.date(days.from());
            LocalDate until = Clocks.date(days.until());
            List<Reason> reasons = listed.flags().stream().map(Flag::reason).toList();
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
        return listed(happened(facts, asOf), calendar, rules)
                .filter(listed ->
                        listed.days().from() <= day && day < listed.days().until())
                .findFirst()
                .map(listed -> standing(listed, day))
                .orElse(SOUND);
    }

    /** Days on the list. */
    private record Listed(Span days, List<Flag> flags, Severity severity) {}

    private static Stream<Listed> listed(RecordFacts facts, SchoolCalendar calendar, RuleBook rules) {
        return Timeline.of(facts, calendar, rules).listings().stream()
                .flatMap(listing -> listed(
                        listing,
                        facts,
                        rules.on(Clocks.date(listing.days().from())).from()))
                .filter(listed -> !listed.flags().isEmpty() && !listed.days().isEmpty());
    }

    /** On some of its days for what it is missing from a roll, too. */
    private static Stream<Listed> listed(Listing listing, RecordFacts facts, LocalDate rulesFrom) {
        Span days = listing.days();
        Flag missing = listing.missing();
        int raised = missing == null ? days.until() : Math.max(missing.soonest(), raisedOn(facts, missing, rulesFrom));
        int from = Math.min(Math.max(days.from(), raised), days.until());
        return Stream.of(
                new Listed(new Span(days.from(), from), listing.flags(), listing.severity()),
                new Listed(new Span(from, days.until()), listing.flagsIfMissing(), listing.severityMissing()));
    }

    private static int raisedOn(RecordFacts facts, Flag flag, LocalDate rulesFrom) {
        var standing = new FlagRaised(flag.reason().name(), Clocks.date(flag.since()), Clocks.date(flag.dueOn()));
        return facts.events().stream()
                .filter(event -> event.event() instanceof ChildFlagged raised
                        && FlagRaised.of(raised).isFor(standing, rulesFrom))
                .mapToInt(event -> Clocks.day(event.provenance().occurredOn()))
                .min()
                .orElse(Span.FOREVER);
    }

    private static Standing standing(Listed listing, int day) {
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
