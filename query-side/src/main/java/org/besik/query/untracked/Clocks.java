package org.besik.query.untracked;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.besik.events.Ages;
import org.besik.events.contact.Strength;
import org.besik.events.rules.Band;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.RuleSet;
import org.besik.events.rules.SingleSource;
import org.besik.events.rules.Threshold;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.besik.query.records.ChildState;
import org.besik.query.records.Contact;
import org.besik.query.records.Contradiction;
import org.besik.query.records.Enrolment;
import org.besik.query.records.Handoff;
import org.besik.query.records.Move;
import org.besik.query.records.PresentMonth;
import org.besik.query.records.Suspicion;
import org.besik.query.rules.SchoolCalendar;
import org.jspecify.annotations.Nullable;

/**
 * When does each reason come due for a child whose state holds over some days? Every clock is laid out on the calendar at
 * once, so that a child is listed when its day comes without new data. The rules are those of the thresholds file; each
 * method names the clock it keeps.
 */
final class Clocks {

    private final SchoolCalendar calendar;
    private final RuleSet rules;
    private final Ageing ageing;
    private final ChildState child;
    private final Span span;
    private final boolean warning;
    private final List<Flag> flags = new ArrayList<>();

    private Clocks(SchoolCalendar calendar, Ageing ageing, ChildState child, Span span, boolean warning) {
        this.calendar = calendar;
        this.rules = ageing.rules();
        this.ageing = ageing;
        this.child = child;
        this.span = span;
        this.warning = warning;
    }

    /**
     * The reasons that hold within a span of days over which the record is open and the child's state and the rules stay as
     * they are.
     *
     * @param warning whether the warning thresholds decide instead of the flag thresholds
     */
    static List<Flag> flags(SchoolCalendar calendar, Ageing ageing, ChildState child, Span span, boolean warning) {
        var clocks = new Clocks(calendar, ageing, child, span, warning);
        clocks.newbornUnseen();
        clocks.silent();
        clocks.notInEducation();
        clocks.lostInTransit();
        clocks.leaveToTheOther();
        clocks.seenAsTheOther();
        clocks.handoffPending();
        clocks.unregistered();
        clocks.singleSource();
        clocks.contradiction();
        clocks.possibleDuplicate();
        clocks.goneAsTheOther();
        return clocks.flags;
    }

    static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }

    private int due(int start, Threshold threshold) {
        return calendar.after(start, threshold.length(warning), threshold.unit(warning));
    }

    private void raise(Reason reason, int since, int dueOn, int from, int until, Threshold threshold) {
        raise(reason, since, dueOn, from, until, threshold.flag(), threshold.unit());
    }

    private void raise(Reason reason, int since, int dueOn, int from, int until, int window, DayCount unit) {
        int first = Math.max(Math.max(from, dueOn), span.from());
        int end = Math.min(until, span.until());
        if (first < end) {
            flags.add(new Flag(reason, since, dueOn, first, end, window, unit, rules.version(), warning));
        }
    }

    /** From birth until the first SEEN HEALTH contact, births only, while a newborn. */
    private void newbornUnseen() {
        LocalDate birthDate = child.statedBirthDate();
        if (birthDate == null || !child.isBirthReported() || child.isSeenByHealth()) {
            return;
        }
        int birth = day(birthDate);
        Threshold threshold = rules.newbornUnseen();
        raise(Reason.NEWBORN_UNSEEN, birth, due(birth, threshold), birth, birth + rules.newbornDays(), threshold);
    }

    /**
     * From the last contact, or birth. SEEN restarts the whole window, REMOTE moves the due date to at most half a window
     * after it, ADMINISTRATIVE to a quarter; none makes it earlier. The window is that of the band the child is in on the
     * day; once due, only a contact lifts it. A month with presence holds the clock until the next month's report should be
     * there.
     */
    private void silent() {
        LocalDate born = child.statedBirthDate();
        LocalDate seenOn = later(child.lastContactOn(Strength.SEEN), born);
        LocalDate remoteOn = child.lastContactOn(Strength.REMOTE);
        LocalDate paperOn = child.lastContactOn(Strength.ADMINISTRATIVE);
        LocalDate last = later(later(seenOn, remoteOn), paperOn);
        if (last == null) {
            return;
        }
        PresentMonth month = child.lastPresentMonth();
        if (isHeard(seenOn, month)) {
            return;
        }
        List<Enrolment> enrolments = child.enrolments();
        int begin = day(last);
        int[] cuts = silenceCuts(enrolments, begin, Math.max(span.until(), begin));
        for (int i = 0; i + 1 < cuts.length; i++) {
            int begins = cuts[i];
            int until = cuts[i + 1];
            Band band = band(enrolments, begins);
            if (band == null) {
                continue;
            }
            Threshold window = band.threshold();
            Due due = new Due(begins, begin);
            if (seenOn != null) {
                due = due.atLeast(after(day(seenOn), window, 1), day(seenOn));
            }
            if (remoteOn != null) {
                due = due.atLeast(after(day(remoteOn), window, 2), day(remoteOn));
            }
            if (paperOn != null) {
                due = due.atLeast(after(day(paperOn), window, 4), day(paperOn));
            }
            if (month != null) {
                int end = day(month.end());
                int counted = after(end, window, 1);
                due = due.atLeast(
                        month.nextReportedAbsent() ? counted : Math.max(counted, day(month.holdsUntil())), end);
            }
            if (due.on() < until) {
                int soonest = Math.max(due.on(), nextVisit(enrolments, begins, window, month));
                raiseByRoll(due, soonest, nextRoll(due.since(), window, month), window);
                return;
            }
        }
    }

    /** Listed when a month should be told of, or has been of the others. */
    private void raiseByRoll(Due due, int soonest, int told, Threshold window) {
        int first = Math.max(soonest, span.from());
        if (first < span.until()) {
            flags.add(new Flag(
                    Reason.SILENT,
                    due.since(),
                    due.on(),
                    told > first ? soonest : first,
                    Math.max(first, told),
                    span.until(),
                    window.flag(),
                    window.unit(),
                    rules.version(),
                    warning));
        }
    }

    /**
     * After a holiday of more than a month, school days pass before any school that reports by the month could have told of
     * them. A pupil known by such reports is listed when the first of them should be there, or says that it was not there.
     */
    private int nextRoll(int since, Threshold window, @Nullable PresentMonth month) {
        if (warning || month == null || window.unit(false) != DayCount.SCHOOL_DAYS || isAbsentSince(child, since)) {
            return since;
        }
        int back = calendar.after(since, 1, DayCount.SCHOOL_DAYS);
        return calendar.endsLongHoliday(back) ? day(PresentMonth.reportDue(YearMonth.from(date(back)))) : since;
    }

    /**
     * An institution that tells of no month but has seen the child now and then all along is waited for until it is late by
     * its own measure: whoever is taught at home may stand on the roll as anybody else. How a child is taught goes with it to
     * the next school, so once that has seen it, the visits of the one before count as well.
     */
    private int nextVisit(List<Enrolment> enrolments, int on, Threshold window, @Nullable PresentMonth month) {
        if (warning) {
            return on;
        }
        List<Enrolment> visited = enrolments.stream()
                .filter(place -> place.level().isMain()
                        && !place.from().isAfter(date(on))
                        && (month == null || month.end().isBefore(place.from()))
                        && !isAbsentSince(child, day(place.from())))
                .toList();
        int next = on;
        for (Enrolment place : visited) {
            if (place.isActiveOn(date(on)) && child.contacts().stream().anyMatch(contact -> isVisit(contact, place))) {
                Visits visits = visits(visited.stream()
                        .filter(other -> isPreschool(other) == isPreschool(place))
                        .toList());
                next = Math.max(next, visits.overdueOn(calendar, window, longest(rules)));
            }
        }
        return next;
    }

    /**
     * The day on which the next visit is late of a school that sees the child now and then, counted from when it came there;
     * 0: it tells of its months, or shows nothing. Only whoever stands on no roll of a school that keeps them is waited for so.
     */
    static int nextVisit(
            SchoolCalendar calendar, RuleSet rules, ChildState child, List<Enrolment> places, Flag silent) {
        if (silent.warning() || silent.unit() != DayCount.SCHOOL_DAYS) {
            return 0;
        }
        int next = 0;
        PresentMonth month = child.lastPresentMonth();
        for (Enrolment place : places) {
            boolean isOnRolls =
                    (month != null && !month.end().isBefore(place.from())) || isAbsentSince(child, day(place.from()));
            if (!isOnRolls) {
                Stream<LocalDate> seen = child.contacts().stream()
                        .filter(contact ->
                                isVisit(contact, place) && contact.day().isAfter(place.from()))
                        .map(Contact::day);
                next = Math.max(
                        next,
                        Visits.of(Stream.concat(Stream.of(place.from()), seen))
                                .overdueOnceOnly(calendar, silent.window(), silent.unit(), longest(rules)));
            }
        }
        return next;
    }

    private static boolean isPreschool(Enrolment place) {
        return place.level() == Level.PRESCHOOL;
    }

    private Visits visits(List<Enrolment> places) {
        return Visits.of(child.contacts().stream()
                .filter(contact -> places.stream().anyMatch(place -> isVisit(contact, place)))
                .map(Contact::day));
    }

    /** Whether an institution, or who tells for it, saw the child. */
    static boolean isVisit(Contact contact, Enrolment place) {
        return contact.strength() == Strength.SEEN
                && (contact.origin().equals(place.institution())
                        || contact.agency().equals(place.reporter()));
    }

    /** The window of those who are taught at home, in days; 0: the rules know none. */
    private static int longest(RuleSet rules) {
        return rules.silent().stream()
                .filter(band -> band.forms() != null && band.forms().contains(Form.HOME))
                .mapToInt(Band::flag)
                .max()
                .orElse(0);
    }

    /** Whether a whole month without a day of presence was reported that ended after a day. */
    static boolean isAbsentSince(ChildState child, int since) {
        YearMonth absent = child.lastAbsentMonth();
        return absent != null && day(absent.atEndOfMonth()) > since;
    }

    /** Whether nothing can come due within the span, whatever the band: so it is for most days of most children. */
    private boolean isHeard(@Nullable LocalDate seenOn, @Nullable PresentMonth month) {
        // N school days take at least N days.
        return (seenOn != null && day(seenOn) + ageing.shortestWindow(warning) >= span.until())
                || (month != null && !month.nextReportedAbsent() && day(month.holdsUntil()) >= span.until());
    }

    /** The day something comes due and the start of the clock that says so. */
    private record Due(int on, int since) {

        Due atLeast(int day, int start) {
            return day > on ? new Due(day, start) : this;
        }
    }

    private int after(int day, Threshold window, int part) {
        return calendar.after(day, window.length(warning) / part, window.unit(warning));
    }

    /** Days on which the child may pass into another band: begin, birthdays, starts and ends of enrolments, limit. */
    private int[] silenceCuts(List<Enrolment> enrolments, int begin, int limit) {
        var cuts = new Cuts(begin, limit);
        for (int i = 0; i < ageing.bandFrom().length; i++) {
            cuts.add(ageing.bandFrom()[i]);
            cuts.add(ageing.bandUntil()[i]);
        }
        for (Enrolment enrolment : enrolments) {
            cuts.add(day(enrolment.from()));
            if (enrolment.until() != null) {
                cuts.add(day(enrolment.until()));
            }
        }
        cuts.add(begin);
        cuts.add(limit);
        return cuts.ascending();
    }

    /** The first band that fits; null: a newborn, or an age nobody knows. */
    private @Nullable Band band(List<Enrolment> enrolments, int on) {
        List<Band> bands = rules.silent();
        for (int i = 0; i < bands.size(); i++) {
            if (ageing.bandFrom()[i] <= on && on < ageing.bandUntil()[i] && fits(bands.get(i), enrolments, date(on))) {
                return bands.get(i);
            }
        }
        return null;
    }

    private static boolean fits(Band band, List<Enrolment> enrolments, LocalDate on) {
        if (band.level() == null && band.forms() == null) {
            return true;
        }
        for (Enrolment enrolment : enrolments) {
            if (enrolment.level().isMain()
                    && enrolment.isActiveOn(on)
                    && (band.level() == null || band.level() == enrolment.level())
                    && (band.forms() == null || band.forms().contains(enrolment.form()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * From the latest of: the first 1 September on which the child is six, the end of the last satisfying enrolment,
     * arrival or return, registration as immigrant, a month at a school that did not enter it, or its visits. Not while a move is under way;
     * ends with graduation at 15 or older.
     */
    private void notInEducation() {
        if (ageing.schoolFrom() >= span.until()) {
            return;
        }
        List<Span> settled = settled();
        LocalDate settledOn = child.lastSettledOn();
        int start = settledOn == null ? ageing.schoolFrom() : Math.max(ageing.schoolFrom(), day(settledOn));
        LocalDate letGoOn = child.lastUnenteredEnd();
        if (letGoOn != null) {
            start = Math.max(start, day(letGoOn));
        }
        LocalDate graduated = child.graduatedOn();
        int limit = graduated == null ? span.until() : Math.min(span.until(), day(graduated));
        List<Enrolment> places = child.enrolments();
        if (settled.isEmpty() || isLearning(places, limit)) {
            return;
        }
        var cuts = new Cuts(span.from(), limit);
        cuts.add(span.from());
        cuts.add(limit);
        for (Enrolment place : places) {
            cuts.add(day(place.from()));
            if (place.until() != null) {
                cuts.add(day(place.until()));
            }
        }
        int[] pieces = cuts.ascending();
        for (int i = 0; i + 1 < pieces.length; i++) {
            LocalDate on = date(pieces[i]);
            boolean learning = false;
            int since = start;
            for (Enrolment place : places) {
                if (place.level().isMain()) {
                    learning |= place.isActiveOn(on);
                    if (place.until() != null && !place.until().isAfter(on)) {
                        since = Math.max(since, day(place.until()));
                    }
                }
            }
            if (!learning) {
                for (Span days : settled) {
                    missedAtSchool(since, Math.max(pieces[i], days.from()), Math.min(pieces[i + 1], days.until()));
                }
            }
        }
    }

    /** Where a school tells that the child was there and nobody entered it, the clock runs from the last such month or visit. */
    private void missedAtSchool(int last, int from, int until) {
        Threshold threshold = rules.notInEducation();
        LocalDate visited = child.lastUnenteredVisit(date(last));
        int since = visited == null ? last : day(visited);
        PresentMonth month = child.lastUnenteredMonth(date(since));
        if (month == null) {
            raise(Reason.NOT_IN_EDUCATION, since, due(since, threshold), from, until, threshold);
            return;
        }
        int end = day(month.end());
        int dueOn = due(end, threshold);
        if (!month.nextReportedAbsent()) {
            dueOn = Math.max(dueOn, day(month.holdsUntil()));
        }
        raise(Reason.NOT_IN_EDUCATION, end, dueOn, Math.max(from, nextRoll(end, threshold, month)), until, threshold);
    }

    /** Days on which the child is not on its way, or one that looks like it was met where it moves: it is missed at school. */
    private List<Span> settled() {
        if (!isMoving()) {
            return List.of(span);
        }
        var settled = new ArrayList<Span>();
        for (Suspicion suspicion : child.suspected()) {
            Span there = whereItMoves(suspicion);
            if (!there.isEmpty()) {
                settled.add(there);
            }
        }
        return settled;
    }

    /** Whether one main place lasts from the span's first day to a day. */
    private boolean isLearning(List<Enrolment> places, int until) {
        for (Enrolment place : places) {
            if (place.level().isMain()
                    && day(place.from()) <= span.from()
                    && (place.until() == null || day(place.until()) >= until)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMoving() {
        for (Move move : child.moves()) {
            if (move.isOpen()) {
                return true;
            }
        }
        return false;
    }

    /** From the later of the declaration and the expected day, until the child turns up anywhere. */
    private void lostInTransit() {
        if (!isMoving()) {
            return;
        }
        child.moves().stream()
                .filter(Move::isOpen)
                .min(Comparator.comparing(Move::clockStart))
                .ifPresent(move -> raise(
                        Reason.LOST_IN_TRANSIT,
                        day(move.clockStart()),
                        due(day(move.clockStart()), rules.lostInTransit()),
                        span.from(),
                        Integer.MAX_VALUE,
                        rules.lostInTransit()));
    }

    /** From the offer, or its decline; a stated due date stands in for the flag threshold. */
    private void handoffPending() {
        Flag first = null;
        for (Handoff handoff : child.handoffs()) {
            if (!handoff.isPending()) {
                continue;
            }
            int since = day(handoff.waitingSince());
            int dueOn = due(since, rules.handoffPending());
            if (handoff.dueBy() != null) {
                int afterDueBy = day(handoff.dueBy()) + 1;
                dueOn = warning ? Math.min(dueOn, afterDueBy) : afterDueBy;
            }
            if (first == null || dueOn < first.dueOn()) {
                first = new Flag(
                        Reason.HANDOFF_PENDING, since, dueOn, dueOn, Span.FOREVER, 0, DayCount.DAYS, "", warning);
            }
        }
        if (first != null) {
            raise(
                    Reason.HANDOFF_PENDING,
                    first.since(),
                    first.dueOn(),
                    span.from(),
                    Integer.MAX_VALUE,
                    rules.handoffPending());
        }
    }

    /** From the earliest day anything happened on a record that nobody registered. */
    private void unregistered() {
        LocalDate first = child.firstFactOn();
        if (!child.isRegistered() && first != null) {
            raise(
                    Reason.UNREGISTERED,
                    day(first),
                    due(day(first), rules.unregistered()),
                    span.from(),
                    Integer.MAX_VALUE,
                    rules.unregistered());
        }
    }

    /**
     * All that was heard for so long came from the one institution the child has been at, and no health professional saw
     * it. Due when the last of these is long enough: the stay, since another's last contact, since the last exam; over when
     * the institution itself has not been heard of for as long. It warns of nothing earlier.
     */
    private void singleSource() {
        SingleSource rule = rules.singleSource();
        LocalDate birthDate = child.birthDate();
        Contact last = child.lastContact();
        if (birthDate == null || last == null) {
            return;
        }
        LocalDate old = Ages.birthday(birthDate, rule.fromYears());
        if (day(old) >= span.until()) {
            return;
        }
        List<Stay> stays = stays(last.origin());
        if (stays.isEmpty()) {
            return;
        }
        Contact other = child.lastContactBeside(last.origin());
        LocalDate elsewhere = later(other == null ? null : other.day(), child.lastExamOn());
        for (Stay stay : stays) {
            LocalDate since = stay.from();
            LocalDate dueOn = since.plusMonths(rule.stayMonths());
            if (old.isAfter(dueOn)) {
                dueOn = old;
            }
            if (elsewhere != null && elsewhere.plusMonths(rule.contactMonths()).isAfter(dueOn)) {
                since = elsewhere;
                dueOn = elsewhere.plusMonths(rule.contactMonths());
            }
            int heardUntil = day(last.day().plusMonths(rule.contactMonths()));
            int until = stay.until() == null ? heardUntil : Math.min(heardUntil, day(stay.until()));
            raise(Reason.SINGLE_SOURCE, day(since), day(dueOn), span.from(), until, 0, DayCount.DAYS);
        }
    }

    /** Days at one institution without a gap; a null end is not known. */
    private record Stay(LocalDate from, @Nullable LocalDate until) {}

    /** A child's stays at an institution, enrolled or placed; one place that goes over into the next there is one stay. */
    private List<Stay> stays(String institution) {
        var stays = new ArrayList<Stay>();
        LocalDate placed = child.placedSince(institution);
        if (placed != null) {
            stays.add(new Stay(placed, null));
        }
        for (Enrolment place : child.enrolments()) {
            if (!place.institution().equals(institution)
                    || (place.until() != null && !place.from().isBefore(place.until()))) {
                continue;
            }
            stays.add(new Stay(place.from(), place.until()));
        }
        if (stays.size() < 2) {
            return stays;
        }
        stays.sort(Comparator.comparing(Stay::from));
        var joined = new ArrayList<Stay>();
        for (Stay stay : stays) {
            Stay before = joined.isEmpty() ? null : joined.getLast();
            if (before == null || (before.until() != null && before.until().isBefore(stay.from()))) {
                joined.add(stay);
            } else {
                LocalDate until =
                        before.until() == null || stay.until() == null ? null : later(before.until(), stay.until());
                joined.set(joined.size() - 1, new Stay(before.from(), until));
            }
        }
        return joined;
    }

    /**
     * While an unregistered record looks like another's child, what nobody tells of on it may be told on the other: nobody sees
     * it and it goes to no school because it is the wrong record. It is listed as the duplicate that it may be.
     */
    private void leaveToTheOther() {
        if (child.isRegistered()) {
            return;
        }
        for (Suspicion suspicion : child.suspected()) {
            for (Flag flag : List.copyOf(flags)) {
                if (flag.reason() == Reason.SILENT || flag.reason() == Reason.NOT_IN_EDUCATION) {
                    leaveOut(flag, day(suspicion.from()), end(suspicion));
                }
            }
        }
    }

    /**
     * Whoever saw a child that looks like this one and is in no register was not silent: until it is known whether they are
     * one, this one is not missed for as long as after a contact of its own, nor on its way to where the other was seen or goes
     * to school; nor is it missed at school while the other goes there.
     */
    private void seenAsTheOther() {
        if (!child.isRegistered()) {
            return;
        }
        for (Suspicion suspicion : child.suspected()) {
            for (Suspicion.Sighting seen : suspicion.seen()) {
                int from = Math.max(day(seen.day()), day(suspicion.from()));
                for (Flag flag : List.copyOf(flags)) {
                    if (flag.reason() == Reason.SILENT) {
                        int heard = calendar.after(day(seen.day()), flag.window(), flag.unit());
                        leaveOut(flag, from, Math.min(heard, end(suspicion)));
                    }
                }
            }
            for (Suspicion.Place place : suspicion.places()) {
                int from = Math.max(day(place.from()), day(suspicion.from()));
                for (Flag flag : List.copyOf(flags)) {
                    if (flag.reason() == Reason.NOT_IN_EDUCATION) {
                        int missed = place.until() == null
                                ? Span.FOREVER
                                : calendar.after(day(place.until()), flag.window(), flag.unit());
                        leaveOut(flag, from, Math.min(missed, end(suspicion)));
                    }
                }
            }
            Span there = whereItMoves(suspicion);
            for (Flag flag : List.copyOf(flags)) {
                if (flag.reason() == Reason.LOST_IN_TRANSIT) {
                    leaveOut(flag, there.from(), there.until());
                }
            }
        }
    }

    /** From when on the other one was seen, or goes to school, where this registered child moves; empty: it is not known to. */
    private Span whereItMoves(Suspicion suspicion) {
        int first = Span.FOREVER;
        if (child.isRegistered()) {
            for (Suspicion.Sighting seen : suspicion.seen()) {
                if (isWhereItMoves(seen.day(), seen.region())) {
                    first = Math.min(first, day(seen.day()));
                }
            }
            for (Suspicion.Place place : suspicion.places()) {
                if (isWhereItMoves(place.from(), place.region())) {
                    first = Math.min(first, day(place.from()));
                }
            }
        }
        return new Span(Math.max(first, day(suspicion.from())), end(suspicion));
    }

    private static int end(Suspicion suspicion) {
        return suspicion.until() == null ? Span.FOREVER : day(suspicion.until());
    }

    private boolean isWhereItMoves(LocalDate on, String region) {
        return child.moves().stream()
                .anyMatch(
                        move -> move.isOpen() && move.to().region().equals(region) && !on.isBefore(move.declaredOn()));
    }

    /**
     * Of a child in no register that looks like one who is dead or abroad, and of whom nobody has heard since, all is told if
     * they are one. Whether they are somebody has to say, and nothing else is asked meanwhile. Whoever is met afterwards is
     * somebody else, or the registry errs.
     */
    private void goneAsTheOther() {
        if (child.isRegistered()) {
            return;
        }
        for (Suspicion suspicion : child.suspected()) {
            for (Suspicion.Absence gone : suspicion.gone()) {
                if (child.contacts().stream().noneMatch(contact -> isMetAfter(contact, gone.from()))) {
                    int from = Math.max(day(gone.from()), day(suspicion.from()));
                    int until = gone.until() == null ? Span.FOREVER : day(gone.until());
                    for (Flag flag : List.copyOf(flags)) {
                        if (flag.reason() != Reason.POSSIBLE_DUPLICATE) {
                            leaveOut(flag, from, Math.min(until, end(suspicion)));
                        }
                    }
                }
            }
        }
    }

    /** A month of presence tells of no day in it: in the one in which a child left it was there before. */
    private static boolean isMetAfter(Contact contact, LocalDate on) {
        LocalDate met =
                contact.source() == Contact.Source.ATTENDANCE ? contact.day().withDayOfMonth(1) : contact.day();
        return met.isAfter(on);
    }

    /** A flag without some days of those on which it holds, or may hold. */
    private void leaveOut(Flag flag, int from, int until) {
        if (from >= until || flag.until() <= from || until <= flag.soonest()) {
            return;
        }
        flags.remove(flag);
        for (Flag rest : List.of(flag.during(flag.soonest(), from), flag.during(until, flag.until()))) {
            if (!rest.isNever()) {
                flags.add(rest);
            }
        }
    }

    /** From the day on which another record looks like the same child until it no longer does, or was rejected. */
    private void possibleDuplicate() {
        if (warning) {
            return;
        }
        for (Suspicion suspicion : child.suspected()) {
            int from = day(suspicion.from());
            int first = Math.max(from, span.from());
            int end = suspicion.until() == null ? span.until() : Math.min(day(suspicion.until()), span.until());
            if (first < end) {
                flags.add(new Flag(
                        Reason.POSSIBLE_DUPLICATE, from, from, first, end, 0, DayCount.DAYS, rules.version(), false));
            }
        }
    }

    /** Facts that cannot all be true, from the day they were both known. One flag for as long as any of them holds. */
    private void contradiction() {
        List<Contradiction> all = child.contradictions();
        if (all.isEmpty()) {
            return;
        }
        var cuts = new Cuts(span.from(), span.until());
        cuts.add(span.from());
        cuts.add(span.until());
        for (Contradiction contradiction : all) {
            cuts.add(day(contradiction.dueOn()));
            if (contradiction.until() != null) {
                cuts.add(day(contradiction.until()));
            }
        }
        int[] pieces = cuts.ascending();
        for (int i = 0; i + 1 < pieces.length; i++) {
            int from = pieces[i];
            int until = pieces[i + 1];
            all.stream()
                    .filter(contradiction -> day(contradiction.dueOn()) <= from
                            && (contradiction.until() == null || from < day(contradiction.until())))
                    .min(Comparator.comparing(Contradiction::dueOn))
                    .ifPresent(oldest -> raise(
                            Reason.CONTRADICTION,
                            day(oldest.since()),
                            day(oldest.dueOn()),
                            from,
                            until,
                            0,
                            DayCount.DAYS));
        }
    }

    private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}
