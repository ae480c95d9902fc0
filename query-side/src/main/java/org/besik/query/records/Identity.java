package org.besik.query.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Person;
import org.besik.events.Provenance;
import org.besik.events.Relative;
import org.besik.events.Sex;
import org.besik.events.registration.IdentityCorrected;
import org.besik.events.registration.RecordOpened;
import org.jspecify.annotations.Nullable;

/** Who the child is said to be. The latest word shows; words that differ are contradictions until one is corrected. */
final class Identity {

    private static final Person NOBODY = new Person(null, null, null, null, null, null);

    /** A birth or registration, with its corrections applied. */
    private record Statement(EventId event, LocalDate day, Person person) {}

    private record Numbered(EventId event, LocalDate day, Iin iin) {}

    private final List<Statement> statements = new ArrayList<>();
    private final List<Numbered> numbers = new ArrayList<>();
    private final Map<EventId, EventId> corrected = new HashMap<>();
    private final List<IdentityCorrected> waiting = new ArrayList<>();
    private final List<Provenance> waitingFrom = new ArrayList<>();
    private final Set<LocalId> localIds = new LinkedHashSet<>();
    private @Nullable Relative mother;
    private @Nullable Person calledBy;
    private @Nullable Person shown;
    private @Nullable List<Contradiction> contradictions;

    private void changed() {
        shown = null;
        contradictions = null;
    }

    void opened(RecordOpened event, Provenance from) {
        localIds.addAll(event.localIds());
        numbered(from, event.iin());
        if (event.person() != null) {
            calledBy = event.person();
        }
        changed();
    }

    void stated(
            Provenance from,
            @Nullable Person person,
            @Nullable Iin iin,
            List<LocalId> ids,
            @Nullable Relative itsMother) {
        statements.add(new Statement(from.eventId(), from.occurredOn(), person == null ? NOBODY : person));
        numbered(from, iin);
        localIds.addAll(ids);
        if (itsMother != null) {
            mother = itsMother;
        }
        for (int i = 0; i < waiting.size(); i++) {
            apply(waiting.get(i), waitingFrom.get(i));
        }
        changed();
    }

    void numbered(Provenance from, @Nullable Iin iin) {
        if (iin != null) {
            numbers.add(new Numbered(from.eventId(), from.occurredOn(), iin));
            changed();
        }
    }

    void corrected(Provenance from, IdentityCorrected event) {
        waiting.add(event);
        waitingFrom.add(from);
        apply(event, from);
        changed();
    }

    /** Corrects the statement that the correction leads to, perhaps through earlier corrections; waits if it is not there. */
    private void apply(IdentityCorrected correction, Provenance from) {
        EventId target = correction.corrects();
        for (EventId next = corrected.get(target); next != null; next = corrected.get(target)) {
            target = next;
        }
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (statement.event().equals(target)) {
                corrected.putIfAbsent(from.eventId(), target);
                statements.set(
                        i,
                        new Statement(statement.event(), statement.day(), corrected(statement.person(), correction)));
            }
        }
    }

    private static Person corrected(Person old, IdentityCorrected correction) {
        Person now = Objects.requireNonNullElse(correction.person(), NOBODY);
        Set<String> removed = correction.removed();
        return new Person(
                value(now.surname(), old.surname(), removed, "surname"),
                value(now.given(), old.given(), removed, "given"),
                value(now.patronymic(), old.patronymic(), removed, "patronymic"),
                value(now.sex(), old.sex(), removed, "sex"),
                value(now.birthDate(), old.birthDate(), removed, "birthDate"),
                value(now.script(), old.script(), removed, "script"));
    }

    private static <T> @Nullable T value(@Nullable T now, @Nullable T old, Set<String> removed, String member) {
        if (now != null) {
            return now;
        }
        return removed.contains(member) ? null : old;
    }

    Person person() {
        if (shown == null) {
            shown = calledBy == null ? NOBODY : calledBy;
            for (Statement statement : statements) {
                shown = over(shown, statement.person());
            }
        }
        return shown;
    }

    /** The later word over the earlier; what it does not say stays. */
    private static Person over(Person earlier, Person later) {
        return new Person(
                later.surname() == null ? earlier.surname() : later.surname(),
                later.given() == null ? earlier.given() : later.given(),
                later.patronymic() == null ? earlier.patronymic() : later.patronymic(),
                later.sex() == null ? earlier.sex() : later.sex(),
                later.birthDate() == null ? earlier.birthDate() : later.birthDate(),
                later.script() == null ? earlier.script() : later.script());
    }

    @Nullable
    LocalDate statedBirthDate() {
        LocalDate stated = null;
        for (Statement statement : statements) {
            if (statement.person().birthDate() != null) {
                stated = statement.person().birthDate();
            }
        }
        return stated;
    }

    @Nullable
    Relative mother() {
        return mother;
    }

    @Nullable
    Iin iin() {
        return numbers.isEmpty() ? null : numbers.getLast().iin();
    }

    Set<Iin> iins() {
        var distinct = new LinkedHashSet<Iin>();
        numbers.forEach(number -> distinct.add(number.iin()));
        return distinct;
    }

    Set<LocalId> localIds() {
        return localIds;
    }

    List<Contradiction> contradictions() {
        if (contradictions == null) {
            contradictions = find();
        }
        return contradictions;
    }

    private List<Contradiction> find() {
        var found = new ArrayList<Contradiction>();
        differing(found, Contradiction.Kind.TWO_BIRTH_DATES, Person::birthDate);
        differing(found, Contradiction.Kind.TWO_SEXES, Person::sex);
        for (Numbered number : numbers) {
            Numbered first = numbers.getFirst();
            if (!number.iin().equals(first.iin())) {
                found.add(Contradiction.of(Contradiction.Kind.TWO_IINS, number.day(), first.event(), number.event()));
                break;
            }
        }
        if (!statements.isEmpty()) {
            Statement last = statements.getLast();
            for (Numbered number : numbers) {
                disagreeing(found, number, last);
            }
        }
        return found;
    }

    private <T> void differing(
            List<Contradiction> found, Contradiction.Kind kind, Function<Person, @Nullable T> member) {
        Statement first = null;
        for (Statement statement : statements) {
            T value = member.apply(statement.person());
            if (value == null) {
                continue;
            }
            if (first == null) {
                first = statement;
            } else if (!value.equals(member.apply(first.person()))) {
                found.add(Contradiction.of(kind, statement.day(), first.event(), statement.event()));
                return;
            }
        }
    }

    private void disagreeing(List<Contradiction> found, Numbered number, Statement last) {
        LocalDate since = number.day().isAfter(last.day()) ? number.day() : last.day();
        LocalDate birthDate = person().birthDate();
        if (birthDate != null && !statesBirthDate(number.iin(), birthDate)) {
            found.add(Contradiction.of(
                    Contradiction.Kind.IIN_DISAGREES_WITH_BIRTH_DATE, since, last.event(), number.event()));
        }
        Sex sex = person().sex();
        Sex stated = number.iin().sex();
        if (sex != null && stated != null && sex != stated) {
            found.add(Contradiction.of(Contradiction.Kind.IIN_DISAGREES_WITH_SEX, since, last.event(), number.event()));
        }
    }

    /** Whether digits 1–6 are the birth date, and its century where digit 7 states one. */
    private static boolean statesBirthDate(Iin iin, LocalDate birthDate) {
        String yymmdd = String.format(
                "%02d%02d%02d", birthDate.getYear() % 100, birthDate.getMonthValue(), birthDate.getDayOfMonth());
        return iin.value().startsWith(yymmdd)
                && iin.birthDate().map(birthDate::equals).orElse(true);
    }
}
