package org.besik.simulator;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.besik.simulator.Truth.Reason;
import org.jspecify.annotations.Nullable;

/**
 * On which days should a child be listed by somebody who knows everything at once and makes no mistakes? The rules of the
 * domain read a second time, as plainly as can be: day after day on what really happened. It shares no code with Besik, so
 * that what one of the two gets wrong shows as a difference.
 */
final class Policy {

    private static final int NONE = Integer.MIN_VALUE;

    private static final int ADULT = 18;

    private static final List<Reason> REASONS = List.of(Reason.values());

    /** Longer than any window: what came due before is as if it had on that day. */
    private static final int RUN_UP = 450;

    private final Life life;
    private final int from;
    private final Map<Reason, Truth.Due> open = new EnumMap<>(Reason.class);
    private final List<Truth.Due> found = new ArrayList<>();

    private int seenOn = NONE;
    private int remoteOn = NONE;
    private int paperOn = NONE;
    private boolean seenByHealth;
    private boolean silent;
    private @Nullable YearMonth present;
    private int heldUntil = NONE;
    private final Set<YearMonth> absent = new HashSet<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Integer> arrivals = new ArrayList<>();
    private int settledOn = NONE;
    private boolean graduated;
    private final List<Transit> transits = new ArrayList<>();
    private final Map<String, Integer> handoffs = new LinkedHashMap<>();
    private final int firstSchoolYear;
    private final int[] birthdays = new int[ADULT + 1];

    private static final class Place {
        final What.Enrolment enrolment;
        final int region;
        int until = Days.NEVER;

        Place(What.Enrolment enrolment, int region) {
            this.enrolment = enrolment;
            this.region = region;
        }

        boolean isActive(int day) {
            return enrolment.from() <= day && day < until;
        }
    }

    private static final class Transit {
        final What.Relocation move;
        int start;

        Transit(What.Relocation move, int start) {
            this.move = move;
            this.start = start;
        }
    }

    private Policy(Life life, int from) {
        this.life = life;
        this.from = from;
        int sixth = Days.birthday(life.child().born(), 6);
        int september = Days.of(Days.year(sixth), 9, 1);
        for (int years = 0; years < birthdays.length; years++) {
            birthdays[years] = Days.birthday(life.child().born(), years);
        }
        firstSchoolYear = sixth <= september ? september : Days.of(Days.year(sixth) + 1, 9, 1);
    }

    /**
     * When each reason was due, within a span of days that includes both ends.
     *
     * @param regions codes by place in the nation's list
     */
    static List<Truth.Due> of(Life life, int from, int to, List<String> regions) {
        var policy = new Policy(life, from);
        if (!life.known()) {
            return List.of();
        }
        int next = 0;
        List<Happening> all = life.happenings();
        for (int day = Math.max(life.child().born(), from - RUN_UP); day <= to; day++) {
            for (; next < all.size() && all.get(next).day() <= day; next++) {
                if (all.get(next).happened()) {
                    policy.happened(all.get(next), regions);
                }
            }
            policy.judge(day, day >= from);
        }
        policy.found.addAll(policy.open.values());
        return List.copyOf(policy.found);
    }

    private void happened(Happening happening, List<String> regions) {
        int day = happening.day();
        switch (happening.what()) {
            case What.Contact contact -> contact(contact, day, regions.get(happening.region()));
            case What.Attendance attendance -> {
                if (attendance.present() > 0) {
                    present = attendance.month();
                    heldUntil = Days.first(present.plusMonths(2)) + 9;
                    seen(day, regions.get(happening.region()));
                } else {
                    absent.add(attendance.month());
                }
            }
            case What.Enrolment enrolment -> {
                enrol(enrolment, happening.region(), day);
                paperOn = Math.max(paperOn, day);
                silent = false;
                transits.removeIf(each -> each.move.to().equals(regions.get(happening.region())));
            }
            case What.EnrolmentEnd end -> end(end, day);
            case What.Arrival arrival -> {
                arrivals.add(day);
                settledOn = Math.max(settledOn, day);
                transits.clear();
                paperOn = Math.max(paperOn, day);
                silent = false;
            }
            case What.Return back -> settledOn = Math.max(settledOn, day);
            case What.Departure departure -> {
                transits.clear();
                close(day);
            }
            case What.Relocation move ->
                transits.add(
                        new Transit(move, move.expectedBy() == Days.NEVER ? day : Math.max(day, move.expectedBy())));
            case What.Handoff handoff -> {
                // Those of the time before the register are not told
                if (day >= from) {
                    handoffs.put(handoff.name(), day);
                }
            }
            case What.HandoffAnswer answer -> {
                if ("handoff-decline".equals(answer.fact())) {
                    handoffs.computeIfPresent(answer.name(), (name, offered) -> day);
                } else {
                    handoffs.remove(answer.name());
                }
                if ("handoff-acceptance".equals(answer.fact())) {
                    paperOn = Math.max(paperOn, day);
                    silent = false;
                }
            }
            case What.Placement placement -> {
                if (!placement.end()) {
                    paperOn = Math.max(paperOn, day);
                    silent = false;
                }
            }
            case What.Birth birth -> {}
            case What.NationalId id -> {}
            case What.Retraction retraction -> {}
            case What.Waitlist waitlist -> {}
            case What.Guardian guardian -> {}
            case What.Category category -> {}
            case What.Death death -> close(day);
        }
    }

    private void contact(What.Contact contact, int day, String region) {
        silent = false;
        switch (contact.strength()) {
            case SEEN -> {
                seenByHealth |= contact.service() == What.Service.HEALTH;
                seen(day, region);
            }
            case REMOTE -> remoteOn = Math.max(remoteOn, day);
            case ADMINISTRATIVE -> paperOn = Math.max(paperOn, day);
        }
    }

    private void seen(int day, String region) {
        silent = false;
        seenOn = Math.max(seenOn, day);
        transits.removeIf(each -> each.move.to().equals(region));
        for (Transit each : transits) {
            if (each.move.from().equals(region) && day > each.start) {
                each.start = day;
            }
        }
    }

    private void enrol(What.Enrolment enrolment, int region, int day) {
        if (enrolment.level().isMain()) {
            for (Place place : places) {
                boolean arrived = arrivals.stream()
                        .anyMatch(arrival -> arrival > place.enrolment.from() && arrival <= enrolment.from());
                if (place.enrolment.from() < enrolment.from() && (place.region == region || arrived)) {
                    place.until = Math.min(place.until, day);
                }
            }
        }
        places.add(new Place(enrolment, region));
    }

    private void end(What.EnrolmentEnd end, int day) {
        for (Place place : places) {
            if (place.enrolment.institution().equals(end.institution()) && day > place.enrolment.from()) {
                place.until = Math.min(place.until, day);
            }
        }
        graduated |= "GRADUATED".equals(end.reason())
                && day >= Days.birthday(life.child().born(), 15);
    }

    private void close(int day) {
        for (Place place : places) {
            place.until = Math.min(place.until, day);
        }
    }

    private void judge(int day, boolean within) {
        if (!life.isHere(day)) {
            for (Reason reason : REASONS) {
                verdict(reason, false, 0, day, within);
            }
            return;
        }
        int born = life.child().born();
        verdict(Reason.NEWBORN_UNSEEN, !seenByHealth && day >= born + 14 && day < born + 29, born, day, within);
        silence(day, within);
        education(day, within);
        int transit = Days.NEVER;
        for (Transit each : transits) {
            transit = Math.min(transit, each.start);
        }
        verdict(Reason.LOST_IN_TRANSIT, day >= transit + 30, transit, day, within);
        int handoff = Days.NEVER;
        for (int offered : handoffs.values()) {
            handoff = Math.min(handoff, offered);
        }
        verdict(Reason.HANDOFF_PENDING, day >= handoff + 10, handoff, day, within);
        verdict(Reason.UNREGISTERED, day < life.registeredOn() && day >= born + 30, born, day, within);
    }

    private void silence(int day, boolean within) {
        int born = life.child().born();
        int since = Math.max(born, seenOn);
        silent |= isSilent(day, since);
        verdict(Reason.SILENT, silent, since, day, within);
    }

    /** Half a window from a call, a quarter from a paper, and not while a month of presence speaks for the next. */
    private boolean isSilent(int day, int since) {
        int age = age(day);
        int window;
        boolean inSchoolDays = false;
        @Nullable Place place = main(day);
        if (place != null && place.enrolment.level() == What.Level.PRESCHOOL) {
            window = 60;
        } else if (day < life.child().born() + 29) {
            return false;
        } else if (age < 1) {
            window = 90;
        } else if (age < 3) {
            window = 210;
        } else if (age < 6) {
            window = 395;
        } else if (place == null) {
            window = 395;
        } else if (place.enrolment.form() == null || "BOARDING".equals(place.enrolment.form())) {
            window = 20;
            inSchoolDays = true;
        } else {
            window = 260;
        }
        if (day < heldUntil && present != null && !absent.contains(present.plusMonths(1))) {
            return false;
        }
        return passed(since, day, inSchoolDays) >= window
                && (remoteOn == NONE || passed(remoteOn, day, inSchoolDays) >= window / 2)
                && (paperOn == NONE || passed(paperOn, day, inSchoolDays) >= window / 4);
    }

    private static int passed(int since, int day, boolean inSchoolDays) {
        return inSchoolDays ? SchoolDays.between(since, day) : day - since;
    }

    private int age(int day) {
        int years = 0;
        while (years < ADULT && day >= birthdays[years + 1]) {
            years++;
        }
        return years;
    }

    private @Nullable Place main(int day) {
        Place found = null;
        for (Place place : places) {
            if (place.enrolment.level().isMain() && place.isActive(day)) {
                found = place;
            }
        }
        return found;
    }

    private void education(int day, boolean within) {
        int start = Math.max(firstSchoolYear, settledOn);
        for (Place place : places) {
            if (place.enrolment.level().isMain() && place.until <= day) {
                start = Math.max(start, place.until);
            }
        }
        boolean due = day >= firstSchoolYear
                && !graduated
                && transits.isEmpty()
                && main(day) == null
                && SchoolDays.between(start, day) >= 20;
        verdict(Reason.NOT_IN_EDUCATION, due, start, day, within);
    }

    private void verdict(Reason reason, boolean due, int since, int day, boolean within) {
        Truth.Due last = open.get(reason);
        if (due && last == null) {
            open.put(reason, new Truth.Due(life.child().index(), reason, since, day, Days.NEVER));
        } else if (!due && last != null) {
            open.remove(reason);
            if (within) {
                found.add(new Truth.Due(last.child(), reason, last.since(), last.dueOn(), day));
            }
        }
    }
}
