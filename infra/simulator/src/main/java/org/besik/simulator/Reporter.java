package org.besik.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells of a life as agencies do: late, twice, with mistakes, under other names, or not at all while a feed is down. What is
 * due to one of these goes into the truth as well.
 */
final class Reporter {

    private static final int SERVICE_BEGINS_WITHIN_DAYS = 3;

    private final Nation nation;
    private final Agencies agencies;
    private final long seed;
    private final int from;
    private final int to;
    private final Consumer<Delivered> deliveries;
    private final Consumer<Truth> truths;

    private Dice dice = Dice.of(0);
    private int number;

    /** @param from the day on which the register begins: of what was before, only what still matters is delivered */
    Reporter(
            Nation nation,
            Agencies agencies,
            long seed,
            int from,
            int to,
            Consumer<Delivered> deliveries,
            Consumer<Truth> truths) {
        this.nation = nation;
        this.agencies = agencies;
        this.seed = seed;
        this.from = from;
        this.to = to;
        this.deliveries = deliveries;
        this.truths = truths;
    }

    void tell(Life life) {
        dice = Dice.of(seed, 3, life.child().index());
        number = 0;
        if (life.diedOn() < from) {
            return;
        }
        for (Happening happening : relevant(life)) {
            if (happening.told()) {
                tell(life, happening);
            }
        }
        for (Life.SecondRecord second : life.second()) {
            if (second.until() > from) {
                secondRecord(life, second);
            }
        }
    }

    /** All since the register began, and of the time before the latest of each kind. */
    private List<Happening> relevant(Life life) {
        var kept = new ArrayList<Happening>();
        Set<String> have = new HashSet<>();
        List<Happening> all = life.happenings();
        for (int i = all.size() - 1; i >= 0; i--) {
            Happening each = all.get(i);
            if (each.day() >= from) {
                kept.addFirst(each);
            } else if (each.told() && each.happened() && isStock(each.what()) && have.add(kind(each.what()))) {
                boolean superseded = (each.what() instanceof What.EnrolmentEnd && have.contains("enrolment"))
                        || (each.what() instanceof What.Relocation && have.contains("arrival"));
                if (!superseded) {
                    kept.addFirst(each);
                }
            }
        }
        return kept;
    }

    private static boolean isStock(What what) {
        return !(what instanceof What.Handoff || what instanceof What.HandoffAnswer || what instanceof What.Waitlist);
    }

    private static String kind(What what) {
        return switch (what) {
            case What.Contact contact -> "contact-" + contact.strength();
            case What.Birth birth -> birth.reason() == null && birth.iin() == null ? "notice" : "registration";
            case What.Category category -> category.category();
            case What.Attendance attendance -> "attendance-" + (attendance.present() > 0);
            case What each -> each.fact();
        };
    }

    private void tell(Life life, Happening happening) {
        int child = life.child().index();
        int day = happening.day();
        int lag = happening.knownAfter() + lag(happening);
        boolean contact = happening.what() instanceof What.Contact each && each.strength() == What.Strength.SEEN;
        if (contact && day >= from && dice.chance(nation.value("report.untold"))) {
            truths.accept(new Truth.Explained(child, "NOT_REPORTED", day, Days.NEVER));
            return;
        }
        Happening told = happening;
        if (contact
                && dice.chance(nation.value("report.wrongDate"))
                && day - 365 >= life.child().born()) {
            told = happening.dated(day - 365);
            truths.accept(new Truth.Explained(child, "RECORD_ERROR", day, Days.NEVER));
        }
        if (!happening.happened() && happening.what() instanceof What.EnrolmentEnd) {
            truths.accept(new Truth.Explained(child, "RECORD_ERROR", day, day + 120));
        }
        int written = Math.max(day + lag, from);
        int delivered = afterOutage(child, happening, written, truths);
        if (delivered == Days.NEVER) {
            return;
        }
        if (happening.knownAfter() > 14) {
            String why = happening.what() instanceof What.Death
                    ? "DEAD"
                    : happening.what() instanceof What.Departure ? "ABROAD" : "REPORTED_LATE";
            truths.accept(new Truth.Explained(child, why, day, delivered));
        } else if (lag > (happening.what() instanceof What.Contact ? 3 : 0)
                && !(happening.what() instanceof What.Attendance)) {
            truths.accept(new Truth.Explained(child, "REPORTED_LATE", day, delivered));
        }
        byte[] line = line(life, told, delivered);
        deliver(life, told, delivered, line, kind(told));
        if (contact && day >= from && dice.chance(nation.value("report.wrongChild"))) {
            wrongChild(life, happening);
        }
    }

    /**
     * The day on which the hub gets what an agency wrote down; {@link Days#NEVER}: it does not.
     *
     * @param explained gets what that makes the child look like
     */
    private int afterOutage(int child, Happening happening, int written, Consumer<Truth> explained) {
        for (Agencies.Outage outage : agencies.outages(happening.agency(), from, to)) {
            if (outage.from() <= written && written < outage.until()) {
                boolean lost = outage.lost() && !(happening.what() instanceof What.Enrolment);
                int again = outage.until() + dice.between(0, SERVICE_BEGINS_WITHIN_DAYS);
                explained.accept(
                        new Truth.Explained(child, "FEED_SILENT", happening.day(), Math.max(happening.day(), again)));
                if (lost) {
                    explained.accept(new Truth.Explained(child, "FEED_LOST", again, Days.NEVER));
                    return Days.NEVER;
                }
                return afterOutage(child, happening, again, explained);
            }
        }
        return written;
    }

    private int lag(Happening happening) {
        return switch (happening.what()) {
            // A school hands in the roll of a month as a whole
            case What.Attendance attendance ->
                Dice.of(seed, 4, happening.agency().hashCode(), happening.day()).between(0, 6);
            case What.Birth birth -> dice.between(0, 12);
            case What.Contact contact -> {
                double drawn = dice.real();
                double late = nation.value("report.lateShare");
                yield drawn < late
                        ? dice.between(15, 63)
                        : drawn < late + 0.2 ? dice.between(4, 14) : dice.between(0, 3);
            }
            case What other -> dice.chance(0.85) ? dice.between(0, 3) : dice.between(4, 10);
        };
    }

    private static Delivered.Kind kind(Happening happening) {
        return switch (happening.what()) {
            case What.Contact contact ->
                contact.strength() != What.Strength.SEEN
                        ? Delivered.Kind.OTHER
                        : contact.service() == What.Service.HEALTH ? Delivered.Kind.HEALTH_VISIT : Delivered.Kind.SEEN;
            case What.Attendance attendance -> attendance.present() > 0 ? Delivered.Kind.SEEN : Delivered.Kind.OTHER;
            case What.Death death -> Delivered.Kind.CLOSING;
            case What.Departure departure -> Delivered.Kind.CLOSING;
            case What.Return back -> Delivered.Kind.OPENING;
            case What other -> Delivered.Kind.OTHER;
        };
    }

    private void deliver(Life life, Happening told, int delivered, byte[] line, Delivered.Kind kind) {
        int child = life.child().index();
        if (delivered <= to) {
            // What was known before is handed over record by record
            long order = told.day() < from ? ((long) child << Short.SIZE) + number : dice.next() >>> 1;
            deliveries.accept(new Delivered(delivered, order, child, told.mistakenDay(), kind, line));
            if (dice.chance(nation.value("report.malformed"))) {
                deliveries.accept(new Delivered(
                        delivered,
                        dice.next() >>> 1,
                        child,
                        told.mistakenDay(),
                        Delivered.Kind.MALFORMED,
                        broken(line)));
            }
        }
        if (dice.chance(nation.value("report.doubled"))) {
            int again = delivered + dice.between(0, 9);
            if (again <= to) {
                // The second copy comes after the first, also on one day
                deliveries.accept(
                        new Delivered(again, Long.MAX_VALUE, child, told.mistakenDay(), Delivered.Kind.AGAIN, line));
            }
        }
    }

    private byte[] broken(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        String bad = text.replaceFirst("\"ref\": \"", "\"ref\": \"bad-");
        String broken = switch (dice.between(0, 4)) {
            case 0 -> bad.replaceFirst("\"fact\": \"[a-z-]+\"", "\"fact\": \"birthday\"");
            case 1 -> bad.replaceFirst("\"occurredOn\": \"[0-9-]+\"", "\"occurredOn\": \"yesterday\"");
            case 2 -> bad.replaceFirst("\"occurredOn\": \"[0-9-]+\", ", "");
            case 3 -> bad.replaceFirst("\"ref\": ", "\"reference\": ");
            default -> bad.substring(0, bad.length() / 2) + "\n";
        };
        return broken.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] line(Life life, Happening told, int delivered) {
        What what = told.what();
        Line line = new Line()
                .text("fact", what.fact())
                .text("ref", ref(life, told))
                .text("agency", told.agency());
        line.open("child");
        who(life, told, delivered, line);
        line.close().date("occurredOn", told.mistakenDay()).open("data");
        what.write(line);
        return line.close().bytes();
    }

    private String ref(Life life, Happening told) {
        if (told.what() instanceof What.Handoff handoff) {
            return handoff.name();
        }
        number++;
        return told.agency() + "-" + life.child().index() + "-" + number;
    }

    /** How the sender names the child: by what it can know of it on that day. */
    private void who(Life life, Happening told, int delivered, Line line) {
        Child child = life.child();
        for (Life.SecondRecord second : life.second()) {
            if (second.until() > from
                    && second.region() == told.region()
                    && !told.agency().equals(Agencies.REGISTRY)
                    && second.from() <= told.day()
                    && told.day() < second.until()) {
                local(line, second.system(), second.value());
                return;
            }
        }
        boolean isRegistration = told.what() instanceof What.Birth;
        if (life.registeredOn() - child.born() > 30 && (told.day() <= life.registeredOn() || isRegistration)) {
            // Not in the register yet: it goes by the number the maternity ward gave it
            local(line, agencies.maternity(child.birthplace().region()), "M-" + child.index());
        } else if (isRegistration || delivered < child.born() + 30) {
            local(line, Agencies.REGISTRY, child.register());
        } else if (told.what() instanceof What.Contact && dice.chance(nation.value("report.byPerson"))) {
            child.identity().write(line, "person");
        } else if (dice.chance(0.5)) {
            line.text("iin", child.iin());
        } else {
            local(line, Agencies.REGISTRY, child.register());
        }
    }

    private static void local(Line line, String system, String value) {
        line.open("local").text("system", system).text("value", value).close();
    }

    /** A visit of another child, noted here and taken back. */
    private void wrongChild(Life life, Happening happening) {
        int day = happening.day() + dice.between(1, 60);
        if (day > to || !life.isHere(day)) {
            return;
        }
        var wrong = Happening.of(day, happening.agency(), happening.region(), happening.what())
                .untrue();
        byte[] line = line(life, wrong, day);
        String ref = wrong.agency() + "-" + life.child().index() + "-" + number;
        deliverAfterOutage(life, wrong, day, line, kind(wrong));
        int noticed = day + dice.between(5, 60);
        if (noticed <= to) {
            var back = Happening.of(noticed, wrong.agency(), wrong.region(), new What.Retraction(ref));
            deliverAfterOutage(life, back, noticed, line(life, back, noticed), Delivered.Kind.OTHER);
        }
    }

    /** What is delivered beside the life, which makes nobody look lost. */
    private void deliverAfterOutage(Life life, Happening told, int written, byte[] line, Delivered.Kind kind) {
        int delivered = afterOutage(life.child().index(), told, written, unexplained -> {});
        if (delivered != Days.NEVER) {
            deliver(life, told, delivered, line, kind);
        }
    }

    private void secondRecord(Life life, Life.SecondRecord second) {
        if (second.from() > to || !life.isHere(second.from())) {
            return;
        }
        Child child = life.child();
        truths.accept(
                new Truth.SameChild(child.index(), child.register(), second.system(), second.value(), second.from()));
        truths.accept(new Truth.Explained(child.index(), "IN_CARE_ELSEWHERE", second.from(), second.until()));
        String region = agencies.code(second.region());
        var notice = new What.Birth(
                "birth", second.identity(), null, child.mother(), region, false, second.system(), null, null);
        var opened = Happening.of(second.from(), second.system(), second.region(), notice);
        int written = Math.max(second.from(), from);
        deliverAfterOutage(life, opened, written, line(life, opened, written), Delivered.Kind.OTHER);
        if (second.until() <= to && life.isHere(second.until() - 1)) {
            // The clinic asks for the number and learns that there was a record all along
            var number = new What.NationalId(child.iin());
            var known = Happening.of(second.until() - 1, second.system(), second.region(), number);
            byte[] line = line(life, known, second.until());
            deliverAfterOutage(life, known, second.until(), line, Delivered.Kind.OTHER);
        }
    }
}
