package org.besik.query.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.besik.events.AgencyId;
import org.besik.events.Provenance;
import org.besik.events.Service;
import org.besik.events.schooling.ChildEnrolled;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.EnrolmentEnded;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/**
 * A child's places at kindergartens, schools and clubs. A place holds from its first day until the earliest of: its end
 * at the same institution, the start of a later main place in the same region or after an arrival, the arrival where a
 * later main place is, graduation from whatever school, death, departure abroad, the 18th birthday.
 */
final class Schooling {

    /** Longer than this, two main places in different regions cannot both be true. */
    private static final int TOLERATED_OVERLAP_DAYS = 30;

    record End(String institution, LocalDate day, EndReason reason) {}

    /** The child arrived in a region, as was said or as its enrolment there implies. */
    record Arrival(LocalDate day, String region) {}

    private record Place(ChildEnrolled enrolled, Provenance from) {}

    private final List<Place> places = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final Map<String, AgencyId> tellers = new HashMap<>();
    private @Nullable List<Enrolment> computed;
    private @Nullable LocalDate computedMajority;
    private @Nullable List<Contradiction> overlaps;

    void enrolled(ChildEnrolled event, Provenance from) {
        places.add(new Place(event, from));
        changed();
    }

    void ended(EnrolmentEnded event, Provenance from) {
        ends.add(new End(event.institution(), from.occurredOn(), event.reason()));
        changed();
    }

    /** An agency told of a month at an institution. */
    void told(String institution, AgencyId by) {
        if (!by.equals(tellers.put(institution, by))) {
            changed();
        }
    }

    void changed() {
        computed = null;
    }

    /**
     * The first graduation after a day; null: there is none. Who leaves a club or a school of music with a paper has not
     * graduated.
     *
     * @param old the birthday from which on it counts; null: not known
     */
    @Nullable
    LocalDate graduatedAfter(LocalDate day, @Nullable LocalDate old) {
        return old == null
                ? null
                : ends.stream()
                        .filter(end -> end.reason() == EndReason.GRADUATED
                                && end.day().isAfter(day)
                                && !end.day().isBefore(old)
                                && !isBesideSchool(end.institution()))
                        .map(End::day)
                        .min(LocalDate::compareTo)
                        .orElse(null);
    }

    private boolean isBesideSchool(String institution) {
        return isKnown(institution) && placesAt(institution).noneMatch(Level::isMain);
    }

    private Stream<Level> placesAt(String institution) {
        return places.stream()
                .map(Place::enrolled)
                .filter(place -> place.institution().equals(institution))
                .map(ChildEnrolled::level);
    }

    private boolean isKnown(String institution) {
        return placesAt(institution).findAny().isPresent();
    }

    /**
     * Whether the child learnt in a month that somebody told of, after a day: it was there, at no club, and the month began
     * later, or who tells of it never entered the child nor let it go.
     */
    boolean isLearningAfter(LocalDate day, Contacts.Month month) {
        boolean isTaught = isKnown(month.institution())
                ? !isBesideSchool(month.institution())
                : month.teller() == null || month.teller() == Service.EDUCATION;
        return isTaught
                && (neverHad(month.institution())
                        ? month.month().atEndOfMonth().isAfter(day)
                        : !month.month().atDay(1).isBefore(day));
    }

    /** Whether it never entered the child nor let it go, by what is known. */
    boolean neverHad(String institution) {
        return !isKnown(institution)
                && ends.stream().noneMatch(end -> end.institution().equals(institution));
    }

    /** Whether a visit on a day may be one at school: to no club, and not before the child was let go from there. */
    boolean mayTeach(String institution, LocalDate day) {
        return !isBesideSchool(institution)
                && ends.stream()
                        .noneMatch(end -> end.institution().equals(institution)
                                && !end.day().isBefore(day));
    }

    /** The last day on which a child was let go from where it had been though nobody entered it; null: it never was. */
    @Nullable
    LocalDate lastUnenteredEnd() {
        return ends.stream()
                .filter(end -> tellers.containsKey(end.institution()) && !isKnown(end.institution()))
                .map(End::day)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /** @param old the birthday from which on a graduation counts; null: not known */
    List<Enrolment> enrolments(
            List<Arrival> arrivals,
            List<LocalDate> departures,
            @Nullable LocalDate diedOn,
            @Nullable LocalDate old,
            @Nullable LocalDate majorityOn) {
        if (computed == null || !Objects.equals(computedMajority, majorityOn)) {
            computedMajority = majorityOn;
            overlaps = null;
            computed = places.isEmpty() ? List.of() : compute(arrivals, departures, diedOn, old, majorityOn);
        }
        return computed;
    }

    private List<Enrolment> compute(
            List<Arrival> arrivals,
            List<LocalDate> departures,
            @Nullable LocalDate diedOn,
            @Nullable LocalDate old,
            @Nullable LocalDate majorityOn) {
        var reported = new ArrayList<Enrolment>();
        for (Place place : places) {
            reported.add(withReportedEnd(place));
        }
        var result = new ArrayList<Enrolment>();
        for (Enrolment place : reported) {
            LocalDate until = place.until();
            if (place.level().isMain()) {
                for (Enrolment later : reported) {
                    if (later.level().isMain()
                            && later.from().isAfter(place.from())
                            && !later.from().equals(later.until())) {
                        until = earlier(until, supersededOn(place, later, arrivals));
                    }
                }
                until = earlier(until, graduatedAfter(place.from(), old));
            }
            for (LocalDate departure : departures) {
                if (!departure.isBefore(place.from())) {
                    until = earlier(until, departure);
                }
            }
            until = earlier(until, diedOn);
            until = earlier(until, majorityOn);
            if (until != null && until.isBefore(place.from())) {
                until = place.from();
            }
            boolean asReported = Objects.equals(until, place.until());
            result.add(new Enrolment(
                    place.event(),
                    place.institution(),
                    place.level(),
                    place.form(),
                    place.from(),
                    until,
                    asReported ? place.endReason() : null,
                    place.region(),
                    place.reporter(),
                    place.enteredOn()));
        }
        result.sort(java.util.Comparator.comparing(Enrolment::from));
        return List.copyOf(result);
    }

    /**
     * From when on a later place stands in for an earlier one: at once in the same region or after an arrival; elsewhere from
     * the day on which the child arrived there, for schools are often quicker to report than those who see a family move in.
     */
    private static @Nullable LocalDate supersededOn(Enrolment place, Enrolment later, List<Arrival> arrivals) {
        if (later.region().equals(place.region())) {
            return later.from();
        }
        LocalDate on = null;
        for (Arrival arrival : arrivals) {
            if (!arrival.day().isAfter(place.from())) {
                continue;
            }
            if (!arrival.day().isAfter(later.from())) {
                return later.from();
            }
            if (arrival.region().equals(later.region()) && later.isActiveOn(arrival.day())) {
                on = earlier(on, arrival.day());
            }
        }
        return on;
    }

    private Enrolment withReportedEnd(Place place) {
        ChildEnrolled e = place.enrolled();
        End first = null;
        for (End end : ends) {
            if (end.institution().equals(e.institution())
                    && (end.day().isAfter(e.from()) || isWithdrawal(end, place))
                    && (first == null || end.day().isBefore(first.day()))) {
                first = end;
            }
        }
        LocalDate until = first == null ? null : later(first.day(), e.from());
        return new Enrolment(
                place.from().eventId(),
                e.institution(),
                e.level(),
                e.form(),
                e.from(),
                until,
                first == null ? null : first.reason(),
                place.from().region(),
                reporter(place),
                place.from().occurredOn());
    }

    /**
     * Who last told of a month there; before the first one whoever entered the child, unless that is known to be of another
     * service: then the institution itself.
     */
    private AgencyId reporter(Place place) {
        String institution = place.enrolled().institution();
        AgencyId teller = tellers.get(institution);
        if (teller != null) {
            return teller;
        }
        Service service = place.from().agencyService();
        return service == null || service == Service.EDUCATION ? place.from().agency() : new AgencyId(institution);
    }

    /** An end before the first day takes back a place that was entered before, unless it ends another there. */
    private boolean isWithdrawal(End end, Place place) {
        ChildEnrolled e = place.enrolled();
        return end.day().isBefore(e.from())
                && end.day().isAfter(place.from().occurredOn())
                && places.stream()
                        .noneMatch(other -> !other.equals(place)
                                && other.enrolled().institution().equals(e.institution())
                                && other.enrolled().from().isBefore(end.day()));
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** Main places that are active in different regions for longer than a move explains. */
    List<Contradiction> contradictions(List<Enrolment> enrolments) {
        if (overlaps == null) {
            overlaps = enrolments.size() < 2 ? List.of() : overlaps(enrolments);
        }
        return overlaps;
    }

    private static List<Contradiction> overlaps(List<Enrolment> enrolments) {
        var found = new ArrayList<Contradiction>();
        for (int i = 0; i < enrolments.size(); i++) {
            for (int j = i + 1; j < enrolments.size(); j++) {
                Enrolment a = enrolments.get(i);
                Enrolment b = enrolments.get(j);
                if (a.level().isMain() && b.level().isMain() && !a.region().equals(b.region())) {
                    LocalDate since = later(a.from(), b.from());
                    LocalDate until = earlier(a.until(), b.until());
                    LocalDate dueOn = since.plusDays(TOLERATED_OVERLAP_DAYS + 1L);
                    if (until == null || dueOn.isBefore(until)) {
                        found.add(new Contradiction(
                                Contradiction.Kind.TWO_ENROLMENTS + ":" + b.event(),
                                Contradiction.Kind.TWO_ENROLMENTS,
                                since,
                                dueOn,
                                until,
                                List.of(a.event(), b.event())));
                    }
                }
            }
        }
        return found;
    }
}
