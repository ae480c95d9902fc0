package org.besik.simulator;

import static org.besik.simulator.What.Level.PRESCHOOL;
import static org.besik.simulator.What.Level.PRIMARY;
import static org.besik.simulator.What.Level.SECONDARY;
import static org.besik.simulator.What.Service.EDUCATION;
import static org.besik.simulator.What.Service.HEALTH;
import static org.besik.simulator.What.Service.SOCIAL;
import static org.besik.simulator.What.Strength.ADMINISTRATIVE;
import static org.besik.simulator.What.Strength.REMOTE;
import static org.besik.simulator.What.Strength.SEEN;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lets one child of a household live, day after day, up to the end of the simulation. */
final class Upbringing {

    private static final int MONTH = 30;
    private static final double YEAR = 365.25;

    /** Ages in days at which a nurse or doctor should see every child: at home at first, monthly, quarterly, yearly. */
    private static final int[] PLAN = plan();

    private static final Set<Integer> VACCINATIONS = Set.of(60, 90, 120, 365, 545, 2190);

    private static int[] plan() {
        var ages = new ArrayList<>(List.of(3, 10, 20));
        for (int month = 1; month <= 12; month++) {
            ages.add(month == 12 ? 365 : month * MONTH);
        }
        for (int month = 15; month <= 36; month += 3) {
            ages.add((int) (month * YEAR / 12));
        }
        for (int year = 4; year < 18; year++) {
            ages.add((int) (year * YEAR));
        }
        return ages.stream().mapToInt(age -> age).toArray();
    }

    private final Nation nation;
    private final Agencies agencies;
    private final Household household;
    private final Child child;
    private final Dice dice;
    private final int to;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<Life.Spell> learning = new ArrayList<>();
    private final List<Life.SecondRecord> second = new ArrayList<>();
    private List<Away> aways = new ArrayList<>();
    private int diedOn = Days.NEVER;
    private int registeredOn = Days.NEVER;

    Upbringing(Nation nation, Agencies agencies, Household household, Child child, long seed, int to) {
        this.nation = nation;
        this.agencies = agencies;
        this.household = household;
        this.child = child;
        this.to = to;
        this.dice = Dice.of(seed, 2, child.index());
    }

    Life live() {
        boolean known = !dice.chance(nation.value("birth.unknown"));
        diedOn = death();
        aways = losses();
        if (known) {
            birth();
            moves();
            visits();
            kindergarten();
            school();
            handoffs();
            circumstances();
            found();
            ends();
        }
        happenings.removeIf(each -> each.day() > to || each.day() < child.born());
        happenings.sort(Comparator.comparingInt(Happening::day));
        return new Life(child, happenings, aways, household.abroad(), learning, diedOn, registeredOn, known, second);
    }

    private boolean chance(String parameter) {
        return dice.chance(nation.value(parameter));
    }

    private void add(Happening happening) {
        happenings.add(happening);
    }

    private int death() {
        double under5 = nation.value("death.underFive");
        double infant = nation.value("death.infant");
        double drawn = dice.real();
        if (drawn < infant) {
            return child.born() + (chance("death.infantNeonatal") ? dice.between(0, 27) : dice.between(28, 364));
        }
        if (drawn < under5) {
            return child.born() + dice.between(365, 5 * 365);
        }
        int later = child.born() + 5 * 365 + dice.waiting(YEAR / nation.value("death.laterYearly"));
        return later < child.majority() ? later : Days.NEVER;
    }

    /** Whether professionals could see the child on a day, if somebody brought it. */
    private boolean isHere(int day) {
        return day >= child.born()
                && day < diedOn
                && day < child.majority()
                && day <= to
                && household.abroad().stream().noneMatch(abroad -> abroad.covers(day));
    }

    private boolean isThere(int day) {
        return isHere(day) && aways.stream().noneMatch(away -> away.covers(day));
    }

    /** Those of the household that fall into childhood, and those of the child alone. */
    private List<Away> losses() {
        var all = new ArrayList<Away>();
        for (Away away : household.aways()) {
            if (away.until() > child.born()) {
                all.add(new Away(Math.max(away.from(), child.born()), away.until(), away.how()));
            }
        }
        if (chance("lost.newborn")) {
            addOwn(all, child.born() + dice.between(0, 4), Away.How.NEWBORN_UNVISITED);
        }
        for (int day = child.born() + dice.waiting(YEAR / nation.value("lost.childYearly"));
                day < Math.min(to, child.majority());
                day += 100 + dice.waiting(YEAR / nation.value("lost.childYearly"))) {
            boolean pupil = day >= firstSchoolDay();
            addOwn(
                    all,
                    day,
                    pupil
                            ? chance("lost.phantomAttendance")
                                    ? Away.How.DROPPED_OUT_ON_PAPER_PRESENT
                                    : Away.How.DROPPED_OUT
                            : Away.How.KEPT_AT_HOME);
        }
        all.removeIf(away -> away.from() >= Math.min(to, Math.min(diedOn, child.majority())));
        all.sort(Comparator.comparingInt(Away::from));
        return all;
    }

    private void addOwn(List<Away> all, int from, Away.How how) {
        int until = from + 20 + dice.waiting(nation.value("lost.meanDays"));
        boolean clear = all.stream().noneMatch(other -> other.from() - 60 < until && from < other.until() + 60)
                && household.stays().stream().noneMatch(stay -> stay.from() >= from - 30 && stay.from() < until + 30)
                && household.abroad().stream().noneMatch(abroad -> abroad.from() < until && from < abroad.until());
        if (clear) {
            all.add(new Away(from, until, how));
        }
    }

    private void birth() {
        Stay home = child.birthplace();
        String region = agencies.code(home.region());
        double drawn = dice.real();
        double never = nation.value("registration.never");
        boolean late = drawn < never + nation.value("registration.late");
        registeredOn = drawn < never ? Days.NEVER : child.born() + (late ? dice.between(75, 900) : dice.between(0, 6));
        String facility = agencies.maternity(home.region());
        if (late) {
            var notice = new What.Birth(
                    "birth", child.identity(), null, child.mother(), region, home.rural(), facility, null, null);
            add(Happening.of(child.born(), facility, home.region(), notice));
        }
        if (registeredOn == Days.NEVER || registeredOn >= diedOn) {
            registeredOn = late ? Days.NEVER : registeredOn;
        }
        if (registeredOn == Days.NEVER) {
            return;
        }
        var registered = new What.Birth(
                late ? "registration" : "birth",
                child.identity(),
                child.iin(),
                child.mother(),
                region,
                home.rural(),
                facility,
                child.register(),
                late ? "LATE" : null);
        add(Happening.of(late ? registeredOn : child.born(), Agencies.REGISTRY, home.region(), registered)
                .knownAfter(late ? 0 : registeredOn - child.born()));
    }

    private void moves() {
        for (Household.DeclaredMove move : household.moves()) {
            if (isThere(move.day())) {
                add(Happening.of(
                        move.day(),
                        agencies.clinic(move.from()),
                        move.from().region(),
                        new What.Relocation(
                                agencies.code(move.from().region()), agencies.code(move.to()), move.expectedBy())));
            }
        }
        for (int i = 1; i < household.stays().size(); i++) {
            Stay before = household.stays().get(i - 1);
            Stay stay = household.stays().get(i);
            int arrived = stay.from() + stay.attachDays();
            boolean superseded = i + 1 < household.stays().size()
                    && household.stays().get(i + 1).from() <= arrived;
            boolean far = stay.region() != before.region();
            if (stay.from() <= child.born() || superseded || !isThere(arrived)) {
                continue;
            }
            if (stay.secondRecord()) {
                String system = agencies.clinic(stay);
                second.add(new Life.SecondRecord(
                        arrived,
                        arrived + dice.between(40, 200),
                        stay.region(),
                        system,
                        "N-" + child.index() + "-" + i,
                        Names.otherwise(dice, nation, child.identity())));
            }
            if (far || wasAbroadUntil(stay.from())) {
                add(Happening.of(
                        arrived,
                        agencies.clinic(stay),
                        stay.region(),
                        new What.Arrival(agencies.code(stay.region()), stay.rural())));
            }
            seen(arrived, stay, "first-visit");
        }
    }

    private boolean wasAbroadUntil(int day) {
        return household.abroad().stream().anyMatch(abroad -> abroad.until() == day);
    }

    private void seen(int day, Stay stay, String kind) {
        add(Happening.of(day, agencies.clinic(stay), stay.region(), new What.Contact(HEALTH, SEEN, kind)));
    }

    /** Health: the planned visits, and those for an illness. */
    private void visits() {
        double skipped = nation.value("visits.skipped");
        for (int age : PLAN) {
            int jitter = age < 28 ? dice.between(-1, 2) : age < 400 ? dice.between(-5, 9) : dice.between(-12, 20);
            int day = child.born() + age + jitter;
            boolean vaccination = VACCINATIONS.contains(age);
            boolean skips = dice.chance(age < 28 ? skipped / 4 : skipped);
            if (day > to) {
                break;
            }
            if (skips || !isAttached(day)) {
                continue;
            }
            Stay stay = household.stayOn(day);
            String kind = age < 28
                    ? "home-visit"
                    : vaccination && !chance("vaccination.refused")
                            ? "vaccination"
                            : age > 3 * 365 ? "annual-exam" : "check-up";
            seen(day, stay, kind);
        }
        // Nobody is taken into the first class without a doctor's paper of that summer
        int beforeSchool = firstSchoolDay() - dice.between(5, 75);
        if (beforeSchool <= to && isAttached(beforeSchool)) {
            seen(beforeSchool, household.stayOn(beforeSchool), "school-entry-exam");
        }
        double yearly = nation.value("visits.illnessYearly");
        for (int day = child.born() + 30;
                day <= Math.min(to, child.majority());
                day += 3 + dice.waiting(YEAR / (day - child.born() < 730 ? 3 * yearly : yearly))) {
            if (isAttached(day)) {
                if (dice.chance(0.93)) {
                    seen(day, household.stayOn(day), "illness");
                } else {
                    Stay stay = household.stayOn(day);
                    add(Happening.of(
                            day, agencies.clinic(stay), stay.region(), new What.Contact(HEALTH, REMOTE, "call")));
                }
            }
        }
    }

    /** Whether a clinic knows of the child where it lives. */
    private boolean isAttached(int day) {
        Stay stay = household.stayOn(day);
        return isThere(day) && (stay.from() <= child.born() || day > stay.from() + stay.attachDays());
    }

    private int firstSchoolDay() {
        int sixth = Days.birthday(child.born(), 6);
        int year = Days.year(sixth);
        int start = Days.of(year, 9, 1);
        return sixth <= start ? start : Days.of(year + 1, 9, 1);
    }

    private void kindergarten() {
        int school = firstSchoolDay();
        int wanted = child.born() + dice.between(540, 1_200);
        int waited = dice.waiting(nation.value("kindergarten.queueMonths") * MONTH);
        boolean covered = chance("kindergarten.covered");
        if (wanted > to) {
            return;
        }
        if (isAttached(wanted)) {
            Stay stay = household.stayOn(wanted);
            add(Happening.of(wanted, agencies.kindergarten(stay), stay.region(), new What.Waitlist(false)));
        }
        int begin = wanted + waited;
        if (!covered || begin > Math.min(to, school - 60)) {
            return;
        }
        if (isAttached(begin)) {
            Stay stay = household.stayOn(begin);
            add(Happening.of(begin, agencies.kindergarten(stay), stay.region(), new What.Waitlist(true)));
        }
        attend(begin, school, true, null);
    }

    private void school() {
        int first = firstSchoolDay();
        if (first > to) {
            return;
        }
        double drawn = dice.real();
        double outOfSchool = nation.value("outOfSchool");
        int begin = drawn < outOfSchool
                ? first + dice.between(1, 4) * 365
                : drawn < outOfSchool + nation.value("school.startsAtSeven") ? firstSeptemberAfter(first) : first;
        int graduation = graduation(first);
        attend(begin, graduation, false, chance("school.home") ? "HOME" : null);
        if (graduation <= to && isThere(graduation)) {
            Stay stay = household.stayOn(graduation);
            add(Happening.of(
                    graduation,
                    agencies.school(stay),
                    stay.region(),
                    new What.EnrolmentEnd(agencies.school(stay), "GRADUATED")));
        }
    }

    private static int firstSeptemberAfter(int day) {
        return Days.of(Days.year(day) + 1, 9, 1);
    }

    /** After the ninth year for good, or after the eleventh. */
    private int graduation(int first) {
        boolean early = chance("school.leavesAfterNine") && Days.birthday(child.born(), 15) < first + 9 * 365 - 80;
        return Days.of(Days.year(first) + (early ? 9 : 11), 6, 10);
    }

    /**
     * Attendance of one kind of institution over some years, cut where the child moves, is lost, leaves or dies.
     *
     * @param form null: by day
     */
    private void attend(int begin, int end, boolean preschool, @Nullable String form) {
        var cuts = new TreeSet<Integer>();
        cuts.add(begin);
        cuts.add(Math.min(end, to + 1));
        household.stays().forEach(stay -> cuts.add(stay.from()));
        aways.forEach(away -> {
            cuts.add(away.from());
            cuts.add(away.until());
        });
        household.abroad().forEach(abroad -> {
            cuts.add(abroad.from());
            cuts.add(abroad.until());
        });
        cuts.add(diedOn);
        cuts.add(child.majority());
        Integer from = begin;
        while (from != null && from < Math.min(end, to + 1)) {
            Integer until = cuts.higher(from);
            if (until == null || until > Math.min(end, to + 1)) {
                return;
            }
            if (isThere(from)) {
                spell(from, until, begin, end, preschool, form);
            }
            from = until;
        }
    }

    private void spell(int from, int until, int begin, int end, boolean preschool, @Nullable String form) {
        Stay stay = household.stayOn(from);
        String institution = preschool ? agencies.kindergarten(stay) : agencies.school(stay);
        int start = from == begin ? from : from + dice.between(2, 12);
        if (!preschool) {
            // Nobody starts school in the holidays of summer
            int month = Days.date(start).getMonthValue();
            if (month >= 6 && month <= 8) {
                start = Days.of(Days.year(start), 9, 1);
            }
        }
        if (start >= until) {
            return;
        }
        enrolments(institution, stay, start, until, preschool, form);
        if ("HOME".equals(form)) {
            for (int day = start + dice.between(5, 40); day < until; day += dice.between(60, 120)) {
                add(Happening.of(
                        day, institution, stay.region(), new What.Contact(EDUCATION, SEEN, "home-schooling-check")));
            }
        } else {
            learning.add(new Life.Spell(start, until));
            attendance(institution, stay, start, until, preschool);
        }
        wrongEnd(institution, stay, start, until, preschool);
        leave(institution, stay, until, end, preschool, form);
    }

    private void enrolments(
            String institution, Stay stay, int start, int until, boolean preschool, @Nullable String form) {
        if (preschool) {
            add(Happening.of(
                    start, institution, stay.region(), new What.Enrolment(institution, PRESCHOOL, form, start)));
            return;
        }
        int secondary = Days.of(Days.year(firstSchoolDay()) + 4, 9, 1);
        if (start < secondary) {
            add(Happening.of(start, institution, stay.region(), new What.Enrolment(institution, PRIMARY, form, start)));
        }
        if (until > secondary) {
            int from = Math.max(start, secondary);
            add(Happening.of(from, institution, stay.region(), new What.Enrolment(institution, SECONDARY, form, from)));
        }
    }

    private void attendance(String institution, Stay stay, int from, int until, boolean preschool) {
        double absence = nation.value("school.absence");
        YearMonth last = Days.month(until - 1);
        for (YearMonth month = Days.month(from); !month.isAfter(last); month = month.plusMonths(1)) {
            int first = Math.max(from, Days.first(month));
            int end = Math.min(until - 1, Days.last(month));
            int days = days(first, end, preschool);
            if (days == 0) {
                continue;
            }
            boolean ill = days > 10 && chance("school.monthIll");
            int absent = 0;
            for (int i = 0; i < days; i++) {
                absent += dice.chance(absence) ? 1 : 0;
            }
            int present = ill ? 0 : Math.max(1, days - absent);
            if (ill && dice.chance(0.9)) {
                seen(Math.min(end, first + dice.between(3, 12)), stay, "hospital");
            }
            int whole = days(Days.first(month), Days.last(month), preschool);
            report(
                    institution,
                    stay,
                    month,
                    present,
                    Math.max(0, (until <= Days.last(month) ? whole : days) - present));
        }
    }

    private static int days(int first, int last, boolean preschool) {
        if (!preschool) {
            return SchoolDays.between(first - 1, last);
        }
        int days = 0;
        for (int day = first; day <= last; day++) {
            days += Days.isWeekend(day) ? 0 : 1;
        }
        return days;
    }

    private void report(String institution, Stay stay, YearMonth month, int present, int absent) {
        add(Happening.of(
                Days.last(month),
                institution,
                stay.region(),
                new What.Attendance(institution, month, present, absent)));
    }

    /** The enrolment is ended for the wrong child; somebody notices. */
    private void wrongEnd(String institution, Stay stay, int from, int until, boolean preschool) {
        int day = from + 20 + dice.waiting(YEAR / nation.value("report.wrongEndYearly"));
        int again = day + dice.between(20, 90);
        if (again >= until) {
            return;
        }
        add(Happening.of(day, institution, stay.region(), new What.EnrolmentEnd(institution, "OTHER"))
                .untrue());
        int secondary = Days.of(Days.year(firstSchoolDay()) + 4, 9, 1);
        What.Level level = preschool ? PRESCHOOL : again >= secondary ? SECONDARY : PRIMARY;
        add(Happening.of(again, institution, stay.region(), new What.Enrolment(institution, level, null, again))
                .untrue());
    }

    /** What the institution does about a child that goes, or just stays away. */
    private void leave(String institution, Stay stay, int until, int end, boolean preschool, @Nullable String form) {
        if (until >= Math.min(end, child.majority()) || until > to || until == diedOn) {
            return;
        }
        Away away =
                aways.stream().filter(each -> each.from() == until).findFirst().orElse(null);
        if (away == null) {
            boolean abroad = household.abroad().stream().anyMatch(each -> each.from() == until);
            var moved = Happening.of(until, institution, stay.region(), new What.EnrolmentEnd(institution, "MOVED"));
            add(chance("moves.endUntold") || (abroad && dice.chance(0.3)) ? moved.untold() : moved);
            return;
        }
        if (away.how() == Away.How.DROPPED_OUT_ON_PAPER_PRESENT) {
            phantom(institution, stay, until, Math.min(away.until(), end), preschool);
            return;
        }
        boolean ends = chance("lost.schoolSaysSo");
        boolean zeros = ends || chance("lost.schoolReportsZero");
        int ended = ends ? until + dice.between(15, 75) : Days.NEVER;
        if (zeros && form == null) {
            zeros(institution, stay, until, Math.min(away.until(), Math.min(end, Math.min(ended, diedOn))), preschool);
        }
        if (ended < Math.min(away.until(), Math.min(end, diedOn))) {
            String reason = preschool ? "OTHER" : "DROPPED_OUT";
            add(Happening.of(ended, institution, stay.region(), new What.EnrolmentEnd(institution, reason)));
        }
    }

    private void phantom(String institution, Stay stay, int from, int until, boolean preschool) {
        // The month of leaving has been reported already
        for (YearMonth month = Days.month(from).plusMonths(1);
                Days.last(month) < Math.min(until, to + 1);
                month = month.plusMonths(1)) {
            int days = days(Days.first(month), Days.last(month), preschool);
            if (days > 0) {
                add(Happening.of(
                                Days.last(month),
                                institution,
                                stay.region(),
                                new What.Attendance(institution, month, days, 0))
                        .untrue());
                report(institution, stay, month, 0, days);
                happenings.set(happenings.size() - 1, happenings.getLast().untold());
            }
        }
    }

    private void zeros(String institution, Stay stay, int from, int until, boolean preschool) {
        for (YearMonth month = Days.month(from).plusMonths(1);
                Days.last(month) < Math.min(until, to + 1);
                month = month.plusMonths(1)) {
            int days = days(Days.first(month), Days.last(month), preschool);
            if (days > 0) {
                report(institution, stay, month, 0, days);
            }
        }
    }

    private void handoffs() {
        for (int day = child.born() + dice.waiting(YEAR / nation.value("handoff.yearly"));
                day < Math.min(to, child.majority());
                day += 60 + dice.waiting(YEAR / nation.value("handoff.yearly"))) {
            if (!isAttached(day) || day < child.born() + 30) {
                continue;
            }
            Stay stay = household.stayOn(day);
            String receiver = agencies.social(stay.region());
            String name = "H-" + child.index() + "-" + day;
            add(Happening.of(
                    day, agencies.clinic(stay), stay.region(), new What.Handoff(receiver, SOCIAL, "support", name)));
            boolean ignored = chance("handoff.ignored");
            int answered = day + (ignored ? dice.between(12, 120) : dice.between(1, 7));
            if (!isThere(answered)) {
                continue;
            }
            if (chance("handoff.declined")) {
                add(Happening.of(answered, receiver, stay.region(), new What.HandoffAnswer("handoff-decline", name)));
                add(Happening.of(
                        answered + dice.between(1, 7),
                        agencies.clinic(stay),
                        stay.region(),
                        new What.HandoffAnswer("handoff-cancellation", name)));
                continue;
            }
            add(Happening.of(answered, receiver, stay.region(), new What.HandoffAnswer("handoff-acceptance", name)));
            for (int visit = answered + dice.between(5, 30); visit < answered + 240; visit += dice.between(30, 60)) {
                if (isThere(visit) && household.stayOn(visit).equals(stay)) {
                    add(Happening.of(visit, receiver, stay.region(), new What.Contact(SOCIAL, SEEN, "support-visit")));
                }
            }
        }
    }

    private void circumstances() {
        category("category.disability", "DISABILITY", dice.between(30, 2_000));
        category("category.lowIncome", "LOW_INCOME", dice.between(30, 4_000));
        if (household.children().size() >= 4) {
            category("category.largeFamily", "LARGE_FAMILY", dice.between(100, 3_000));
        }
        int day = child.born() + 365 + dice.waiting(YEAR / nation.value("placement.yearly"));
        int end = day + dice.between(60, 900);
        if (day > Math.min(to, child.majority()) || !isAttached(day)) {
            return;
        }
        Stay stay = household.stayOn(day);
        String social = agencies.social(stay.region());
        String kind = dice.chance(0.6) ? "FOSTER" : "SHELTER";
        add(Happening.of(day, social, stay.region(), new What.Placement(kind, social, false)));
        if ("FOSTER".equals(kind)) {
            String name = Names.surname(dice, false) + "а " + Names.given(dice, false, true);
            add(Happening.of(day, social, stay.region(), new What.Guardian(name, day)));
        }
        for (int visit = day + dice.between(5, 30); visit < end; visit += dice.between(25, 40)) {
            if (isThere(visit)) {
                add(Happening.of(visit, social, stay.region(), new What.Contact(SOCIAL, SEEN, "placement-visit")));
            }
        }
        if (isThere(end)) {
            add(Happening.of(end, social, stay.region(), new What.Placement(kind, social, true)));
        }
    }

    private void category(String parameter, String category, int age) {
        int day = child.born() + age;
        if (chance(parameter) && isAttached(day)) {
            Stay stay = household.stayOn(day);
            add(Happening.of(day, agencies.social(stay.region()), stay.region(), new What.Category(category)));
            // A benefit is paid to whoever is on the list, seen or not
            for (int paid = day + 30; paid < Math.min(to, child.majority()); paid += 365) {
                if (paid < diedOn && dice.chance(0.5)) {
                    add(Happening.of(
                            paid,
                            agencies.social(stay.region()),
                            stay.region(),
                            new What.Contact(SOCIAL, ADMINISTRATIVE, "payment")));
                }
            }
        }
    }

    /** Whoever finds a lost child sees it. */
    private void found() {
        for (Away away : aways) {
            if (away.until() <= to && isThere(away.until())) {
                Stay stay = household.stayOn(away.until());
                add(Happening.of(
                        away.until(),
                        agencies.social(stay.region()),
                        stay.region(),
                        new What.Contact(SOCIAL, SEEN, "found")));
            }
        }
    }

    private void ends() {
        for (Household.Abroad abroad : household.abroad()) {
            if (abroad.from() > child.born() && abroad.from() < Math.min(diedOn, child.majority())) {
                Stay home = household.stayOn(abroad.from() - 1);
                add(Happening.of(abroad.from(), Agencies.REGISTRY, home.region(), new What.Departure(abroad.country()))
                        .knownAfter(dice.chance(0.06) ? dice.between(20, 120) : 0));
                if (abroad.until() < Math.min(diedOn, child.majority())) {
                    Stay back = household.stayOn(abroad.until());
                    add(Happening.of(
                            abroad.until(), Agencies.REGISTRY, back.region(), new What.Return(abroad.country())));
                }
            }
        }
        if (diedOn <= to && household.abroad().stream().noneMatch(abroad -> abroad.covers(diedOn))) {
            Stay home = household.stayOn(diedOn);
            add(Happening.of(diedOn, Agencies.REGISTRY, home.region(), new What.Death())
                    .knownAfter(chance("death.toldLate") ? dice.between(30, 150) : dice.between(0, 5)));
        }
    }
}
