package org.besik.query.untracked;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.besik.events.AgencyId;
import org.besik.events.Ages;
import org.besik.events.RecordedEvent;
import org.besik.events.contact.Strength;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.RuleBook;
import org.besik.events.rules.RuleSet;
import org.besik.events.schooling.Form;
import org.besik.query.feeds.Silences;
import org.besik.query.records.ChildState;
import org.besik.query.records.Contact;
import org.besik.query.records.Enrolment;
import org.besik.query.records.Handoff;
import org.besik.query.records.PresentMonth;
import org.besik.query.records.RecordFacts;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A child's whole life on the calendar: on which days it is open, and on which it is listed and why; past days from what
 * had happened by then, future days as they will come if nothing more is heard. On a day D it says exactly what folding
 * the facts with {@code occurredOn ≤ D} and asking the rules on D says. Days that lie behind the last fact are settled, so
 * later facts need not go through them again.
 */
final class Timeline {

    /** So long after its due date a silence may still be explained by a stale feed. */
    static final int EXPLAINED_DAYS = 60;

    /**
     * So long that of a child whose agency told of somebody on many days, or of a whole class, and of nobody since. By then
     * those taught at home, whom nobody sees every day either, would be looked for, too.
     */
    static final int AWAITED_DAYS = 180;

    /** A yearly visit falls due within so many days of the birthday: a year's window has as many more than the year. */
    static final int AROUND_BIRTHDAY = 30;

    private static final int YEAR = 365;

    /** No silence is explained for longer: whose yearly visit may have been lost is due again with the next. */
    static final int EXPLAINED_AT_MOST = YEAR + 1 + AROUND_BIRTHDAY;

    private final ChildState state;
    private final SchoolCalendar calendar;
    private final RuleBook rules;
    private final List<Presence> presence = new ArrayList<>();
    private final List<Listing> listings = new ArrayList<>();
    private @Nullable Ageing ageing;
    private @Nullable LocalDate day;

    /** Days on which a record is open, in one place. */
    record Presence(
            Span days,
            String region,
            @Nullable String district,
            @Nullable LocalDate birthDate) {}

    /** A life of which nothing is known yet; whoever adds facts to the state says so here. */
    Timeline(ChildState state, SchoolCalendar calendar, RuleBook rules) {
        this.state = state;
        this.calendar = calendar;
        this.rules = rules;
    }

    /** A whole life, to its end. */
    static Timeline of(RecordFacts facts, SchoolCalendar calendar, RuleBook rules) {
        var state = new ChildState(facts);
        var timeline = new Timeline(state, calendar, rules);
        for (RecordedEvent event : facts.events()) {
            timeline.passTo(event.provenance().occurredOn());
            state.add(event);
        }
        return timeline.toTheEnd();
    }

    /** The state holds from the day before, if there was one, until this day; from this day on it is another. */
    void passTo(LocalDate next) {
        LocalDate before = day;
        if (before == null || !before.equals(next)) {
            if (before != null) {
                state(new Span(Clocks.day(before), Clocks.day(next)), false);
            }
            day = next;
        }
    }

    /** This life as it goes on if nothing more is heard; this one itself stays where it is. */
    Timeline toTheEnd() {
        var whole = new Timeline(state, calendar, rules);
        whole.presence.addAll(presence);
        whole.listings.addAll(listings);
        whole.ageing = ageing;
        if (day != null) {
            whole.state(new Span(Clocks.day(day), Span.FOREVER), true);
        }
        return whole;
    }

    List<Presence> presence() {
        return presence;
    }

    List<Listing> listings() {
        return listings;
    }

    private void state(Span span, boolean last) {
        LocalDate majority = state.majorityOn();
        Span open = majority == null ? span : span.cut(Clocks.day(majority));
        if (open.isEmpty() || !state.isOpenOn(Clocks.date(open.from()))) {
            return;
        }
        String region = state.region();
        present(new Presence(open, region, state.district(), state.birthDate()));
        int from = open.from();
        for (int change = rules.nextChange(from); change < open.until(); change = rules.nextChange(from)) {
            list(new Span(from, change), region, last);
            from = change;
        }
        list(new Span(from, open.until()), region, last);
    }

    private void present(Presence next) {
        if (!presence.isEmpty()) {
            Presence before = presence.getLast();
            if (before.days().until() == next.days().from()
                    && before.region().equals(next.region())
                    && Objects.equals(before.district(), next.district())
                    && Objects.equals(before.birthDate(), next.birthDate())) {
                presence.set(
                        presence.size() - 1,
                        new Presence(
                                new Span(before.days().from(), next.days().until()),
                                next.region(),
                                next.district(),
                                next.birthDate()));
                return;
            }
        }
        presence.add(next);
    }

    private void list(Span span, String region, boolean last) {
        RuleSet set = rules.on(span.from(), region);
        LocalDate birthDate = state.birthDate();
        if (ageing == null || !ageing.isOf(birthDate, set)) {
            ageing = Ageing.of(birthDate, set);
        }
        List<Flag> flags = Clocks.flags(calendar, ageing, state, span, false);
        List<Flag> warnings = Clocks.flags(calendar, ageing, state, span, true);
        if (flags.isEmpty() && warnings.isEmpty()) {
            return;
        }
        int infantUntil = ageing.firstBirthday();
        int[] cuts = cuts(flags, warnings, infantUntil, span);
        for (int i = 0; i + 1 < cuts.length; i++) {
            int from = cuts[i];
            var held = holding(flags, from);
            var warned = holding(warnings, from);
            held.keySet().forEach(warned::remove);
            if (held.isEmpty() && warned.isEmpty()) {
                continue;
            }
            Flag silent = held.getOrDefault(Reason.SILENT, warned.get(Reason.SILENT));
            List<Enrolment> daily =
                    silent != null && from <= silent.dueOn() + EXPLAINED_AT_MOST ? daily(Clocks.date(from)) : List.of();
            Flag waiting = waiting(flags, held, from);
            if (waiting != null && daily.isEmpty()) {
                // A school that lets the child go meanwhile was still to tell of it
                daily = daily(Clocks.date(waiting.dueOn()));
            }
            Severity severity = severity(held, from, infantUntil);
            List<AgencyId> expected = daily.stream().map(Enrolment::reporter).toList();
            if (silent != null && daily.isEmpty() && from <= silent.dueOn() + EXPLAINED_AT_MOST) {
                expected = expected(Clocks.date(from));
            }
            int missedFrom = silent == null ? 0 : daily.isEmpty() ? yearlyFrom(silent) : missedFrom(silent, daily);
            Flag missing = missedFrom == 0 || waiting == null ? null : missing(waiting, daily, from);
            add(new Listing(
                    new Span(from, cuts[i + 1]),
                    List.copyOf(held.values()),
                    List.copyOf(warned.values()),
                    severity,
                    severity(without(held), from, infantUntil),
                    region,
                    state.district(),
                    birthDate,
                    state.lastContact(),
                    Set.copyOf(state.categories()),
                    expected,
                    daily.stream()
                            .map(place -> Silences.roll(place.reporter(), place.institution()))
                            .toList(),
                    missedFrom,
                    silent == null ? 0 : Clocks.nextVisit(calendar, ageing.rules(), state, daily, silent),
                    held.containsKey(Reason.SINGLE_SOURCE) ? elsewhere() : null,
                    missing,
                    missing == null ? severity : severity(with(held, missing), from, infantUntil),
                    last));
        }
    }

    /**
     * Who beside the single source would be expected to report: who saw the child last, else who was in contact last; null:
     * there is nobody.
     */
    private @Nullable AgencyId elsewhere() {
        Contact last = state.lastContact();
        if (last == null) {
            return null;
        }
        Contact other = state.contacts().stream()
                .filter(contact ->
                        contact.strength() == Strength.SEEN && !contact.origin().equals(last.origin()))
                .max(Comparator.comparing(Contact::day))
                .orElseGet(() -> state.lastContactBeside(last.origin()));
        return other == null ? null : other.agency();
    }

    private void add(Listing next) {
        if (!listings.isEmpty()) {
            Listing before = listings.getLast();
            if (before.days().until() == next.days().from() && before.saysTheSameAs(next)) {
                listings.set(listings.size() - 1, before.until(next.days().until()));
                return;
            }
        }
        listings.add(next);
    }

    private static Map<Reason, Flag> holding(List<Flag> flags, int day) {
        var holding = new EnumMap<Reason, Flag>(Reason.class);
        for (Flag flag : flags) {
            if (flag.holdsOn(day)) {
                holding.put(flag.reason(), flag);
            }
        }
        return holding;
    }

    /** What is waiting for a roll on a day; null: nothing is. */
    private static @Nullable Flag waiting(List<Flag> flags, Map<Reason, Flag> held, int day) {
        return flags.stream()
                .filter(flag -> flag.waitsOn(day) && !held.containsKey(flag.reason()))
                .min(Comparator.comparingInt(Flag::until))
                .orElse(null);
    }

    /**
     * What lists the child on a day, or a later one, if it is missing from a roll; null: nothing does. Whoever its school sees
     * now and then stands on none, until the next visit is late.
     */
    private @Nullable Flag missing(Flag waiting, List<Enrolment> daily, int day) {
        if (daily.isEmpty() || ageing == null) {
            return null;
        }
        int late = Clocks.nextVisit(calendar, ageing.rules(), state, daily, waiting);
        Flag missing = waiting.during(Math.max(waiting.soonest(), late), waiting.until());
        return missing.waitsOn(day) ? missing : null;
    }

    private static Map<Reason, Flag> with(Map<Reason, Flag> flags, Flag missing) {
        var all = new EnumMap<Reason, Flag>(Reason.class);
        all.putAll(flags);
        all.put(missing.reason(), missing);
        return all;
    }

    private static Map<Reason, Flag> without(Map<Reason, Flag> flags) {
        if (!flags.containsKey(Reason.SILENT)) {
            return flags;
        }
        var rest = new EnumMap<>(flags);
        rest.remove(Reason.SILENT);
        return rest;
    }

    /** Every day within the span on which what is said of the child may change. */
    private int[] cuts(List<Flag> flags, List<Flag> warnings, int infantUntil, Span span) {
        var cuts = new Cuts(span.from(), span.until());
        for (Flag flag : flags) {
            cuts.add(flag.from());
            cuts.add(flag.until());
            if (flag.window() > 0) {
                cuts.add(overdue(flag, 1));
                cuts.add(overdue(flag, 2));
            }
            explained(cuts, flag);
        }
        for (Flag flag : warnings) {
            cuts.add(flag.from());
            cuts.add(flag.until());
            explained(cuts, flag);
        }
        cuts.add(infantUntil);
        return cuts.ascending();
    }

    /**
     * Whose silence explains that of the child changes with the places it has, some of which are entered ahead; no longer once
     * nothing does.
     */
    private void explained(Cuts cuts, Flag flag) {
        if (flag.reason() == Reason.SILENT) {
            for (Enrolment enrolment : state.enrolments()) {
                explained(cuts, flag, enrolment.from());
                explained(cuts, flag, enrolment.until());
            }
        }
    }

    private static void explained(Cuts cuts, Flag flag, @Nullable LocalDate on) {
        if (on != null && Clocks.day(on) <= flag.dueOn() + EXPLAINED_AT_MOST) {
            cuts.add(Clocks.day(on));
        }
    }

    /** The first day on which a flag is so many further windows overdue. */
    private int overdue(Flag flag, int windows) {
        return calendar.after(flag.dueOn(), windows * flag.window(), flag.unit());
    }

    private Severity severity(Map<Reason, Flag> flags, int on, int infantUntil) {
        int counting = 0;
        boolean isOverdue = false;
        boolean isTwiceOverdue = false;
        for (Flag flag : flags.values()) {
            counting += flag.reason().countsAlone() ? 1 : 0;
            if (flag.window() > 0 && on >= overdue(flag, 1)) {
                isOverdue = true;
                isTwiceOverdue |= on >= overdue(flag, 2);
            }
        }
        if (counting == 0) {
            return Severity.LOW;
        }
        int points = counting >= 2 ? 1 : 0;
        points += isOverdue ? 1 : 0;
        points += isTwiceOverdue ? 1 : 0;
        points += on < infantUntil ? 1 : 0;
        points += state.categories().isEmpty() ? 0 : 1;
        return Severity.of(points);
    }

    /**
     * The places the child goes to every day, by who tells of them. Their contacts are those that are missed first: a clinic that sees it once
     * a year, and did of late, says nothing about why no school tells of it.
     */
    private List<Enrolment> daily(LocalDate on) {
        var places = new ArrayList<Enrolment>();
        for (Enrolment enrolment : state.enrolments()) {
            if (enrolment.level().isMain()
                    && (enrolment.form() == Form.DAY || enrolment.form() == Form.BOARDING)
                    && enrolment.isActiveOn(on)) {
                places.add(enrolment);
            }
        }
        places.sort(Comparator.comparing(Enrolment::reporter).thenComparing(Enrolment::institution));
        return places;
    }

    /**
     * The first day after it was last seen on which the child should have been where it goes every day; 0: it was told that it
     * was not. A call or a payment since says nothing of the months in which it was missed. Whoever was seen by others in the
     * month that it missed, in hospital say, is missed from the next month on.
     */
    private int missedFrom(Flag silent, List<Enrolment> daily) {
        int before = silent.since();
        LocalDate seen = state.lastContactOn(Strength.SEEN);
        if (seen != null) {
            PresentMonth month = state.lastPresentMonth();
            int seenUpTo = Math.max(Clocks.day(seen), month == null ? 0 : Clocks.day(month.end()));
            before = Math.min(before, seenUpTo);
        }
        YearMonth absent = state.lastAbsentMonth();
        if (absent != null && Clocks.isAbsentSince(state, before)) {
            if (seen == null || seen.isBefore(absent.atDay(1))) {
                return 0;
            }
            before = Clocks.day(absent.atEndOfMonth());
        }
        for (Enrolment place : daily) {
            before = Math.max(before, Clocks.day(place.from()) - 1);
        }
        // A kindergarten's windows are days, but it is closed on some of them
        DayCount open = silent.unit() == DayCount.DAYS ? DayCount.WORKING_DAYS : silent.unit();
        return calendar.after(before, 1, open);
    }

    /**
     * The first day on which the yearly visit could have been that is missed of a child that goes nowhere every day and whose
     * window is a year or more: examinations fall due by age, so around the last birthday since it was seen. 0: there was none.
     */
    private int yearlyFrom(Flag silent) {
        LocalDate birthDate = state.birthDate();
        if (birthDate == null || silent.unit() != DayCount.DAYS || silent.window() < YEAR) {
            return 0;
        }
        LocalDate dueOn = Clocks.date(silent.dueOn());
        LocalDate birthday = Ages.birthday(birthDate, Ages.years(birthDate, dueOn));
        LocalDate seen = state.lastContactOn(Strength.SEEN);
        LocalDate before = seen == null ? birthDate : seen;
        return birthday.isAfter(before) ? Math.max(Clocks.day(birthday) - AROUND_BIRTHDAY, Clocks.day(before) + 1) : 0;
    }

    /**
     * Whose report would be missed of a child that goes nowhere every day: its institution, who last saw it, who accepted it. A
     * school that it has left will not see it again: who saw it beside in the year before.
     */
    private List<AgencyId> expected(LocalDate on) {
        var agencies = new TreeSet<AgencyId>();
        for (Enrolment enrolment : state.enrolments()) {
            if (enrolment.isActiveOn(on)) {
                agencies.add(enrolment.reporter());
            }
        }
        Contact seen = state.lastSeen();
        if (seen != null && isOfAPlaceLeft(seen, on)) {
            LocalDate since = seen.day().minusYears(1);
            seen = state.contacts().stream()
                    .filter(contact -> contact.strength() == Strength.SEEN
                            && contact.day().isAfter(since)
                            && !isOfAPlaceLeft(contact, on))
                    .max(Comparator.comparing(Contact::day))
                    .orElse(seen);
        }
        if (seen != null) {
            agencies.add(seen.agency());
        }
        for (Handoff handoff : state.handoffs()) {
            if (handoff.status() == Handoff.Status.ACCEPTED) {
                agencies.add(handoff.to());
            }
        }
        return List.copyOf(agencies);
    }

    /** Whether the child was seen by an institution that it has left since. */
    private boolean isOfAPlaceLeft(Contact seen, LocalDate on) {
        boolean left = false;
        for (Enrolment place : state.enrolments()) {
            if (Clocks.isVisit(seen, place)) {
                LocalDate until = place.until();
                if (until == null
                        || until.isAfter(on)
                        || YearMonth.from(seen.day()).isAfter(YearMonth.from(until))) {
                    return false;
                }
                left = true;
            }
        }
        return left;
    }
}
