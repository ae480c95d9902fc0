package org.besik.query.records;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.besik.events.EventId;
import org.besik.events.Provenance;
import org.besik.events.Service;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.contact.Strength;
import org.besik.events.schooling.AttendanceReported;
import org.jspecify.annotations.Nullable;

/** Who was in contact with the child; a contact taken back counts for nothing, in whatever order the two became known. */
final class Contacts {

    private record Retraction(String target, Provenance from) {

        boolean names(Contact contact) {
            return byId(contact)
                    || (contact.ref().equals(target) && contact.agency().equals(from.agency()));
        }

        boolean byId(Contact contact) {
            return contact.event().value().equals(target);
        }

        boolean entitled(Contact contact) {
            return contact.agency().equals(from.agency());
        }
    }

    /**
     * A month with at least a day of presence.
     *
     * @param teller the service of who told of it; null: not known
     */
    record Month(
            YearMonth month,
            EventId event,
            String institution,
            @Nullable Service teller) {}

    private static final int WORKING_DAYS = 5;

    private final List<Contact> all = new ArrayList<>();
    private final Set<EventId> retracted = new HashSet<>();
    private final List<Retraction> retractions = new ArrayList<>();
    private final List<Month> present = new ArrayList<>();
    private final Map<EventId, LocalDate> shownUpTo = new HashMap<>();
    private final Set<YearMonth> absent = new HashSet<>();
    private final List<Contradiction> contradictions = new ArrayList<>();
    private final Map<Strength, LocalDate> last = new EnumMap<>(Strength.class);
    private @Nullable Contact latest;
    private @Nullable Contact latestSeen;
    private @Nullable Contact earliest;
    private @Nullable YearMonth lastPresent;
    private @Nullable YearMonth lastAbsent;
    private final Map<String, Contact> lastOf = new HashMap<>();
    private @Nullable LocalDate lastExam;

    void add(Contact contact) {
        all.add(contact);
        for (Retraction retraction : retractions) {
            apply(retraction, contact);
        }
        if (!retracted.contains(contact.event())) {
            count(contact);
        }
    }

    /**
     * The last day on which a contact shows that the child was there. A month of which it missed days tells of no day: the days
     * of presence may be the first ones.
     */
    LocalDate shownUpTo(Contact contact) {
        return shownUpTo.getOrDefault(contact.event(), contact.day());
    }

    private static LocalDate weekday(YearMonth month, int number) {
        LocalDate first = month.atDay(1);
        LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int before = Math.min(first.getDayOfWeek().getValue() - 1, WORKING_DAYS);
        int weekdays = before + number - 1;
        return monday.plusWeeks(weekdays / WORKING_DAYS).plusDays(weekdays % WORKING_DAYS);
    }

    void attendance(AttendanceReported event, Provenance from) {
        if (event.daysPresent() < 1) {
            absent.add(event.month());
            lastAbsent = lastAbsent == null || event.month().isAfter(lastAbsent) ? event.month() : lastAbsent;
            return;
        }
        LocalDate end = event.month().atEndOfMonth();
        if (event.daysAbsent() > 0) {
            shownUpTo.put(from.eventId(), weekday(event.month(), event.daysPresent()));
        }
        present.add(new Month(event.month(), from.eventId(), event.institution(), from.agencyService()));
        add(new Contact(
                from.eventId(),
                from.occurredOn().isBefore(end) ? from.occurredOn() : end,
                from.occurredOn(),
                Strength.SEEN,
                Service.EDUCATION,
                from.agency(),
                from.ref(),
                from.region(),
                from.district(),
                Contact.Source.ATTENDANCE,
                event.institution()));
        if (!retracted.contains(from.eventId())
                && (lastPresent == null || event.month().isAfter(lastPresent))) {
            lastPresent = event.month();
        }
    }

    void retract(ContactRetracted event, Provenance from) {
        var retraction = new Retraction(event.retracts(), from);
        retractions.add(retraction);
        int before = retracted.size();
        for (Contact contact : all) {
            apply(retraction, contact);
        }
        if (retracted.size() > before) {
            recount();
        }
    }

    private void apply(Retraction retraction, Contact contact) {
        if (!retraction.names(contact)) {
            return;
        }
        if (retraction.entitled(contact)) {
            retracted.add(contact.event());
        } else {
            contradictions.add(Contradiction.of(
                    Contradiction.Kind.RETRACTED_BY_STRANGER,
                    later(retraction.from().occurredOn(), contact.knownOn()),
                    contact.event(),
                    retraction.from().eventId()));
        }
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private void recount() {
        last.clear();
        latest = null;
        latestSeen = null;
        earliest = null;
        lastOf.clear();
        lastExam = null;
        lastPresent = null;
        for (Contact contact : all) {
            if (!retracted.contains(contact.event())) {
                count(contact);
            }
        }
        for (Month month : present) {
            if (!retracted.contains(month.event())
                    && (lastPresent == null || month.month().isAfter(lastPresent))) {
                lastPresent = month.month();
            }
        }
    }

    private void count(Contact contact) {
        last.merge(contact.strength(), contact.day(), Contacts::later);
        latest = later(latest, contact);
        lastOf.merge(contact.origin(), contact, Contacts::later);
        if (contact.strength() == Strength.SEEN) {
            latestSeen = later(latestSeen, contact);
            if (contact.service() == Service.HEALTH
                    && (lastExam == null || contact.day().isAfter(lastExam))) {
                lastExam = contact.day();
            }
        }
        if (earliest == null || contact.day().isBefore(earliest.day())) {
            earliest = contact;
        }
    }

    /** The later of two contacts; on one day the stronger, then the one folded later. */
    static Contact later(@Nullable Contact a, Contact b) {
        if (a == null) {
            return b;
        }
        int days = a.day().compareTo(b.day());
        if (days != 0) {
            return days > 0 ? a : b;
        }
        return a.strength().compareTo(b.strength()) < 0 ? a : b;
    }

    int size() {
        return all.size();
    }

    /** Contacts that count, from a place in the order of folding on. */
    List<Contact> countedFrom(int index) {
        return all.subList(index, all.size()).stream()
                .filter(contact -> !retracted.contains(contact.event()))
                .toList();
    }

    List<Contact> counted() {
        return countedFrom(0);
    }

    @Nullable
    LocalDate last(Strength strength) {
        return last.get(strength);
    }

    @Nullable
    Contact latest() {
        return latest;
    }

    @Nullable
    Contact latestSeen() {
        return latestSeen;
    }

    @Nullable
    Contact earliest() {
        return earliest;
    }

    /** The last day on which a health professional saw the child; null: none did. */
    @Nullable
    LocalDate lastExam() {
        return lastExam;
    }

    /** The last contact of each agency or institution. */
    Collection<Contact> lastOfEach() {
        return lastOf.values();
    }

    @Nullable
    PresentMonth lastPresentMonth() {
        return lastPresent == null ? null : new PresentMonth(lastPresent, absent.contains(lastPresent.plusMonths(1)));
    }

    /** The latest month of presence of those that are meant; null: there is none. */
    @Nullable
    PresentMonth lastPresentMonth(Predicate<Month> meant) {
        return present.stream()
                .filter(month -> !retracted.contains(month.event()) && meant.test(month))
                .map(Month::month)
                .max(YearMonth::compareTo)
                .map(month -> new PresentMonth(month, absent.contains(month.plusMonths(1))))
                .orElse(null);
    }

    /** The latest month that was reported without a day of presence; null: none was. */
    @Nullable
    YearMonth lastAbsentMonth() {
        return lastAbsent;
    }

    List<Contradiction> contradictions() {
        return contradictions;
    }
}
