package org.besik.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.besik.simulator.Delivered.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A second nation, made in another way than the first so that nothing is found only because the first happens to be as it is:
 * all children at once, day after day, by a few rules of thumb. Some schools make rounds and keep no rolls, children are taught
 * at home and stand on the roll like others, clinics deliver by the week, feeds that were down deliver in pieces. A child
 * is lost from a day on, and due when the window of its age has passed since it was last seen; nobody else is.
 */
final class DailyNation {

    private static final String[] REGIONS = {"KZ-10", "KZ-31", "KZ-35", "KZ-61", "KZ-71", "KZ-75"};
    private static final String[] SURNAMES = {"Ким", "Оспан", "Сейт", "Иван", "Петр", "Жакып", "Турсын", "Бек", "Алим"};
    private static final String[] GIVEN = {
        "Айя", "Лев", "Мира", "Тимур", "Дана", "Алан", "Ева", "Руслан", "Асия", "Арман"
    };
    private static final int YEAR = 365;
    private static final int CHILDREN_PER_PLACE = 250;
    private static final int BY_ROUNDS = 25;
    private static final int AT_HOME = 1;
    private static final double UNTOLD = 0.003;

    private enum Teaching {
        ROLLS,
        ROUNDS,
        HOME
    }

    /** Where facts come from, and when they get through. */
    private record Station(String id, boolean weekly, List<int[]> outages) {

        int delivers(int written, Dice dice) {
            int friday = written + Math.floorMod(4 - Math.floorMod(written + 3, 7), 7);
            int day = weekly ? friday : written;
            for (int[] outage : outages) {
                if (outage[0] <= day && day < outage[1]) {
                    // What has piled up comes in pieces
                    return outage[1] + dice.between(0, 4);
                }
            }
            return day;
        }
    }

    private static final class Resident {
        final int index;
        final int born;
        final Teaching teaching;
        final boolean preschool;
        int region;
        int place;
        int settledOn;
        int seenOn = Integer.MIN_VALUE;
        int nextVisit;
        int roundIn;
        int ill;

        @Nullable
        Station institution;

        boolean pupil;
        int present;
        int missed;
        int lostFrom = Days.NEVER;
        int lostUntil = Days.NEVER;
        int dueOn = Days.NEVER;
        String how = "";
        boolean zeros;
        int gone = Days.NEVER;

        @Nullable
        Integer died;

        Resident(int index, int born, Teaching teaching, boolean preschool) {
            this.index = index;
            this.born = born;
            this.teaching = teaching;
            this.preschool = preschool;
        }

        int age(int day) {
            return (int) ((day - born) / 365.25);
        }

        boolean isLost(int day) {
            return lostFrom <= day && day < lostUntil;
        }
    }

    private final int from;
    private final int to;
    private final Consumer<Delivered> deliveries;
    private final Consumer<Truth> truths;
    private final Dice dice;
    private final List<Resident> residents = new ArrayList<>();
    private final List<List<Station>> clinics = new ArrayList<>();
    private final List<List<Station>> schools = new ArrayList<>();
    private final List<List<Station>> kindergartens = new ArrayList<>();
    private final Station registry = new Station("registry", false, List.of());
    private int lines;

    private DailyNation(Simulation.Settings settings, Consumer<Delivered> deliveries, Consumer<Truth> truths) {
        this.from = Days.of(settings.from());
        this.to = Days.of(settings.to());
        this.deliveries = deliveries;
        this.truths = truths;
        this.dice = Dice.of(settings.seed(), 11);
        int places = Math.max(1, settings.children() / REGIONS.length / CHILDREN_PER_PLACE);
        for (int region = 0; region < REGIONS.length; region++) {
            clinics.add(stations("polyclinic", region, places, true));
            schools.add(stations("lyceum", region, places, false));
            kindergartens.add(stations("nursery", region, places, false));
        }
        for (int i = 0; i < settings.children(); i++) {
            int span = to - (from - 18 * YEAR);
            int kind = dice.between(1, 100);
            var resident = new Resident(
                    i,
                    to - dice.between(0, span),
                    kind <= AT_HOME ? Teaching.HOME : kind <= AT_HOME + BY_ROUNDS ? Teaching.ROUNDS : Teaching.ROLLS,
                    dice.chance(0.5));
            settle(resident, Math.max(from, resident.born));
            residents.add(resident);
        }
    }

    /** Lets everybody live to the last day. */
    static void live(
            Simulation.Settings settings,
            Consumer<Delivered> deliveries,
            Consumer<Truth> truths,
            IntConsumer progress) {
        new DailyNation(settings, deliveries, truths).live(progress);
    }

    private List<Station> stations(String kind, int region, int places, boolean weekly) {
        var stations = new ArrayList<Station>();
        for (int i = 0; i < places; i++) {
            var outages = new ArrayList<int[]>();
            for (int day = from + dice.waiting(4 * YEAR); day < to; day += 60 + dice.waiting(4 * YEAR)) {
                outages.add(new int[] {day, day + dice.between(15, 60)});
            }
            stations.add(new Station(kind + "-" + REGIONS[region] + "-" + i, weekly, outages));
        }
        return stations;
    }

    private void settle(Resident child, int day) {
        child.region = dice.between(0, REGIONS.length - 1);
        child.place = dice.between(0, clinics.get(child.region).size() - 1);
        child.settledOn = day;
    }

    private Station clinic(Resident child) {
        return clinics.get(child.region).get(child.place);
    }

    private void live(IntConsumer progress) {
        residents.stream().filter(child -> child.born < from).forEach(this::takeOver);
        for (int day = from; day <= to; day++) {
            for (Resident child : residents) {
                if (child.born <= day && day < child.gone && day < Days.birthday(child.born, 18)) {
                    live(child, day);
                }
            }
            progress.accept(day - from + 1);
        }
        for (Resident child : residents) {
            judge(child, Days.NEVER);
            truths.accept(new Truth.Person(
                    child.index, register(child), "", child.born, Days.birthday(child.born, 18), child.died, true));
        }
    }

    /** What a register knows of a child on its first day. */
    private void takeOver(Resident child) {
        if (Days.birthday(child.born, 18) <= from) {
            return;
        }
        birth(child, from);
        child.nextVisit = Math.max(child.born, from - dice.between(0, visitEvery(child, from)));
        seen(child, child.nextVisit, clinic(child), "HEALTH", "check-up");
        child.nextVisit += visitEvery(child, from);
        if (dueInSchool(child, from) || dueInPreschool(child, from)) {
            enrol(child, Math.max(child.born, lastSeptember(from)));
            for (int back = 3; back >= 0 && child.teaching == Teaching.HOME; back--) {
                seen(
                        child,
                        Math.max(child.born, from - 20 - back * YEAR / 2),
                        institution(child),
                        "EDUCATION",
                        "visit");
            }
            if (isOnRolls(child)) {
                month(child, institution(child), Days.first(Days.month(from)) - 1, 18, 1);
            }
        }
    }

    private static int lastSeptember(int day) {
        int september = Days.of(Days.year(day), 9, 1);
        return september <= day ? september : Days.of(Days.year(day) - 1, 9, 1);
    }

    private boolean dueInSchool(Resident child, int day) {
        return Days.birthday(child.born, 6) <= lastSeptember(day);
    }

    private boolean dueInPreschool(Resident child, int day) {
        return child.preschool && child.age(lastSeptember(day)) >= 3;
    }

    private void live(Resident child, int day) {
        if (day == child.born && day >= from) {
            birth(child, day + dice.between(0, 9));
            child.nextVisit = day + dice.between(2, 8);
        }
        if (day == child.lostUntil) {
            found(child, day);
        }
        fate(child, day);
        boolean isHere = day < child.gone && !child.isLost(day) && day >= child.settledOn;
        if (isHere && day >= child.nextVisit) {
            child.nextVisit = day + visitEvery(child, day);
            if (dice.chance(UNTOLD)) {
                truths.accept(new Truth.Explained(child.index, "NOT_REPORTED", day, Days.NEVER));
            } else {
                seen(child, day, clinic(child), "HEALTH", "check-up");
            }
        }
        if (isHere && (day == lastSeptember(day) || day == child.settledOn + 3)) {
            boolean begins = child.institution == null && dueInPreschool(child, day);
            if (begins || (!child.pupil && dueInSchool(child, day))) {
                enrol(child, day);
            }
        }
        if (child.institution != null && day < child.gone) {
            learn(child, child.institution, day, isHere);
        }
    }

    private int visitEvery(Resident child, int day) {
        return switch (child.age(day)) {
            case 0 -> dice.between(25, 40);
            case 1, 2 -> dice.between(50, 100);
            case 3, 4, 5 -> dice.between(120, 300);
            default -> dice.between(300, 400);
        };
    }

    /** What happens to the whole family, or to the child: rarely. */
    private void fate(Resident child, int day) {
        double drawn = dice.real() * YEAR;
        if (child.isLost(day) || day < child.settledOn + 30 || day < from + 30) {
            return;
        }
        if (drawn < 0.0004) {
            child.gone = day;
            child.died = day;
            tell(child, registry, day, day + dice.between(0, 9), Kind.CLOSING, line("death", child, day, registry));
        } else if (drawn < 0.003) {
            child.gone = day;
            Line left = line("departure-abroad", child, day, registry).text("country", "DE");
            tell(child, registry, day, day + dice.between(0, 5), Kind.CLOSING, left);
        } else if (drawn < 0.03) {
            move(child, day);
        } else if (drawn < 0.05) {
            lose(child, day);
        }
    }

    private void move(Resident child, int day) {
        int old = child.region;
        Station before = clinic(child);
        Station school = child.institution;
        settle(child, day + dice.between(2, 15));
        if (old != child.region && dice.chance(0.6)) {
            relocation(child, day, before, old);
        }
        if (school != null && dice.chance(0.85)) {
            Line end = line("enrolment-end", child, day, school)
                    .text("institution", school.id())
                    .text("reason", "MOVED");
            tell(child, school, day, day + 1, Kind.OTHER, end);
        }
        child.institution = null;
        child.pupil = false;
        child.present = 0;
        child.missed = 0;
        child.nextVisit = child.settledOn;
        if (old != child.region && dice.chance(0.8)) {
            Line arrival = line("arrival", child, child.settledOn, clinic(child));
            arrival.open("to").text("region", REGIONS[child.region]).close();
            tell(child, clinic(child), child.settledOn, child.settledOn, Kind.OTHER, arrival);
        }
    }

    private void relocation(Resident child, int day, Station teller, int old) {
        Line line = line("relocation", child, day, teller);
        line.open("from").text("region", REGIONS[old]).close();
        line.open("to").text("region", REGIONS[child.region]).close();
        tell(child, teller, day, day, Kind.OTHER, line);
    }

    private void lose(Resident child, int day) {
        child.lostFrom = day;
        child.lostUntil = day + 45 + dice.waiting(250);
        child.dueOn = due(child, day);
        child.how = "VANISHED";
        child.zeros = dice.chance(0.5);
        if (dice.chance(0.25)) {
            int old = child.region;
            Station before = clinic(child);
            settle(child, day);
            if (old != child.region) {
                child.how = "NEVER_ARRIVED";
                relocation(child, day, before, old);
                child.dueOn = Math.min(child.dueOn, day + 30);
            }
        }
    }

    /** The first day on which nobody has seen the child for as long as its age and place allow. */
    private int due(Resident child, int day) {
        int last = Math.max(child.seenOn, child.born);
        if (child.institution != null && isOnRolls(child)) {
            boolean thisMonth = child.present > 0;
            int end = thisMonth ? Days.last(Days.month(day - 1)) : last;
            int held = Days.first(Days.month(end).plusMonths(2)) + 9;
            return Math.max(held, child.pupil ? schoolDaysAfter(end, 20) : end + 60);
        }
        if (child.institution != null) {
            return child.teaching == Teaching.HOME ? last + 260 : schoolDaysAfter(last, 20);
        }
        for (int on = last; ; on++) {
            int window = on - child.born < 29
                    ? YEAR
                    : switch (child.age(on)) {
                        case 0 -> 90;
                        case 1, 2 -> 210;
                        default -> 395;
                    };
            if (on - last >= window) {
                return on;
            }
        }
    }

    private static int schoolDaysAfter(int day, int n) {
        int on = day;
        while (SchoolDays.between(day, on) < n) {
            on++;
        }
        return on;
    }

    private void found(Resident child, int day) {
        judge(child, day);
        child.lostFrom = Days.NEVER;
        child.lostUntil = Days.NEVER;
        seen(child, day, clinic(child), "HEALTH", "found");
        child.nextVisit = day + 30;
        child.settledOn = day;
        child.institution = null;
        child.pupil = false;
    }

    /** Whether a child was lost, and for long enough to be due. */
    private void judge(Resident child, int until) {
        int end = Math.min(until, Math.min(child.gone, Days.birthday(child.born, 18)));
        if (child.lostFrom >= end) {
            return;
        }
        Integer last = child.seenOn == Integer.MIN_VALUE ? null : child.seenOn;
        truths.accept(new Truth.Lost(child.index, last, child.lostFrom, end, child.how));
        if (child.dueOn < end) {
            truths.accept(new Truth.Due(child.index, Truth.Reason.SILENT, child.lostFrom, child.dueOn, end));
        }
    }

    private boolean isOnRolls(Resident child) {
        return !child.pupil || child.teaching == Teaching.ROLLS;
    }

    private Station institution(Resident child) {
        List<List<Station>> kind = child.pupil ? schools : kindergartens;
        return kind.get(child.region).get(child.place);
    }

    private void enrol(Resident child, int day) {
        child.pupil = dueInSchool(child, day);
        Station institution = institution(child);
        child.institution = institution;
        child.present = 0;
        child.missed = 0;
        child.roundIn = dice.between(1, 8);
        if (child.pupil && child.teaching == Teaching.HOME) {
            // The school leaves out the form
            truths.accept(new Truth.Explained(child.index, "RECORD_ERROR", day, Days.NEVER));
        }
        Line line = line("enrolment", child, day, institution)
                .text("institution", institution.id())
                .text("level", child.pupil ? "PRIMARY" : "PRESCHOOL")
                .date("from", day);
        tell(child, institution, day, Math.max(day + 2, from), Kind.OTHER, line);
    }

    /** A day at school or in kindergarten, and the end of a month there. */
    private void learn(Resident child, Station institution, int day, boolean isHere) {
        boolean isOpen = child.pupil ? SchoolDays.isSchoolDay(day) : !Days.isWeekend(day);
        if (isOpen && isHere && child.teaching == Teaching.ROUNDS && child.pupil && --child.roundIn <= 0) {
            child.roundIn = dice.between(8, 18);
            seen(child, day, institution, "EDUCATION", "round");
        }
        if (isOpen && isHere && isOnRolls(child)) {
            child.ill = child.ill > 0 ? child.ill - 1 : dice.chance(0.01) ? dice.between(1, 9) : 0;
            boolean isThere = child.ill == 0;
            child.present += isThere ? 1 : 0;
            child.missed += isThere ? 0 : 1;
        } else if (isOpen && isOnRolls(child)) {
            child.missed++;
        }
        if (day != Days.last(Days.month(day))) {
            return;
        }
        if (isOnRolls(child) && (child.present > 0 || (child.missed > 0 && (isHere || child.zeros)))) {
            month(child, institution, day, child.present, child.missed);
        }
        boolean isCheck = Days.date(day).getMonthValue() == 4 || Days.date(day).getMonthValue() == 10;
        if (isHere && isCheck && child.pupil && child.teaching == Teaching.HOME) {
            seen(child, day, institution, "EDUCATION", "visit");
        }
        child.present = 0;
        child.missed = 0;
    }

    private void month(Resident child, Station institution, int end, int present, int missed) {
        if (present > 0) {
            child.seenOn = Math.max(child.seenOn, end);
        }
        Line line = line("attendance", child, end, institution)
                .text("institution", institution.id())
                .text("month", Days.month(end).toString())
                .number("daysPresent", present)
                .number("daysAbsent", missed);
        // The roll of a month is sent as a whole
        int sent = end + 1 + Math.floorMod(institution.id().hashCode() + end, 8);
        tell(child, institution, end, Math.max(sent, from), present > 0 ? Kind.SEEN : Kind.OTHER, line);
    }

    private void birth(Resident child, int told) {
        Line line = line("birth", child, child.born, registry);
        person(child, line.open("person")).close();
        line.text("region", REGIONS[child.region]);
        line.open("local")
                .text("system", "registry")
                .text("value", register(child))
                .close();
        tell(child, registry, child.born, told, Kind.OTHER, line);
    }

    private void seen(Resident child, int day, Station by, String service, String kind) {
        child.seenOn = Math.max(child.seenOn, day);
        Line line = line("contact", child, day, by)
                .text("service", service)
                .text("strength", "SEEN")
                .text("kind", kind);
        Kind told = "HEALTH".equals(service) ? Kind.HEALTH_VISIT : Kind.SEEN;
        tell(child, by, day, Math.max(day + dice.between(0, 2), from), told, line);
    }

    private static String register(Resident child) {
        return "R-" + child.index;
    }

    private static Line person(Resident child, Line line) {
        boolean isFemale = child.index % 2 == 0;
        return line.text("surname", SURNAMES[child.index % SURNAMES.length] + (isFemale ? "ова" : "ов"))
                .text("given", GIVEN[child.index / SURNAMES.length % GIVEN.length])
                .text("patronymic", GIVEN[child.index / 7 % GIVEN.length] + (isFemale ? "қызы" : "ұлы"))
                .text("sex", isFemale ? "F" : "M")
                .date("birthDate", child.born);
    }

    private Line line(String fact, Resident child, int day, Station by) {
        lines++;
        Line line =
                new Line().text("fact", fact).text("ref", by.id() + "-" + lines).text("agency", by.id());
        line.open("child")
                .open("local")
                .text("system", "registry")
                .text("value", register(child))
                .close()
                .close();
        return line.date("occurredOn", day).open("data");
    }

    private void tell(Resident child, Station by, int day, int written, Kind kind, Line line) {
        int delivered = by.delivers(written, dice);
        if (delivered > written + 7) {
            truths.accept(new Truth.Explained(child.index, "FEED_SILENT", day, delivered));
        } else if (delivered > day + 3) {
            truths.accept(new Truth.Explained(child.index, "REPORTED_LATE", day, delivered));
        }
        if (delivered <= to) {
            deliveries.accept(new Delivered(
                    delivered, lines, child.index, day, kind, line.close().bytes()));
        }
    }
}
