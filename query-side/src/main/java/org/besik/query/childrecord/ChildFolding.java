package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.besik.events.Ages;
import org.besik.events.ChildId;
import org.besik.events.Iin;
import org.besik.events.Person;
import org.besik.events.Relative;
import org.besik.events.rules.RuleBook;
import org.besik.query.childrecord.ChildFile.PersonOnFile;
import org.besik.query.records.ChildState;
import org.besik.query.records.Contact;
import org.besik.query.records.Contradiction;
import org.besik.query.records.Enrolment;
import org.besik.query.records.Handoff;
import org.besik.query.records.Move;
import org.besik.query.records.RecordFacts;
import org.besik.query.records.TraceCase;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Standing;
import org.jspecify.annotations.Nullable;

/** What a record's facts say about the child on a day; facts that occurred later are left out. Pure. */
public final class ChildFolding {

    private final SchoolCalendar calendar;
    private final Supplier<RuleBook> rules;

    /** @param rules by which the views were made at the moment */
    public ChildFolding(SchoolCalendar calendar, Supplier<RuleBook> rules) {
        this.calendar = calendar;
        this.rules = rules;
    }

    /** The child's record on a day. */
    ChildFile fold(RecordFacts facts, LocalDate day) {
        var state = ChildState.asOf(facts, day);
        var standing = Standing.on(facts, day, calendar, rules.get());
        LocalDate born = state.birthDate();
        Iin iin = state.iin();
        return new ChildFile(
                facts.id().value(),
                facts.formerIds().stream().map(ChildId::value).toList(),
                state.isRegistered(),
                state.isOpenOn(day),
                person(state),
                iin == null ? null : iin.value(),
                state.localIds().stream()
                        .map(id -> new ChildFile.LocalIdOnFile(id.system(), id.value()))
                        .toList(),
                state.region(),
                state.district(),
                born == null || born.isAfter(day) ? null : Ages.months(born, day),
                lastContact(state.lastContact()),
                lastContact(state.lastSeen()),
                relative(state.mother()),
                state.guardians().stream()
                        .map(assigned -> new ChildFile.GuardianOnFile(
                                relative(assigned.guardian()), assigned.relation(), assigned.from()))
                        .toList(),
                state.categories().stream().map(Enum::name).toList(),
                state.enrolments().stream()
                        .map(enrolment -> enrolment(enrolment, day))
                        .toList(),
                state.moves().stream().map(ChildFolding::relocation).toList(),
                state.handoffs().stream().map(ChildFolding::handoff).toList(),
                state.contradictions().stream()
                        .filter(contradiction -> holds(contradiction, day))
                        .map(ChildFolding::contradiction)
                        .toList(),
                state.cases().stream().map(ChildFolding::traceCase).toList(),
                standing.reasons().stream()
                        .map(why -> new ChildFile.Reason(
                                why.reason().name(), why.since(), why.dueOn(), why.rule(), why.ruleVersion()))
                        .toList(),
                standing.severity() == null ? null : standing.severity().name(),
                standing.daysOverdue(),
                day);
    }

    /** Who was in contact up to a day, as far as it counts. */
    List<Story.Contacted> contacts(RecordFacts facts, LocalDate day) {
        return ChildState.asOf(facts, day).contacts().stream()
                .sorted(Comparator.comparing(Contact::day))
                .map(contact -> new Story.Contacted(
                        contact.day(),
                        contact.service() == null ? null : contact.service().name(),
                        contact.strength().name(),
                        contact.agency().value()))
                .toList();
    }

    /** When the child was on the list up to a day, that day included. */
    List<Story.Listed> listed(RecordFacts facts, LocalDate day) {
        return Standing.until(facts, day, calendar, rules.get()).stream()
                .map(stretch -> new Story.Listed(
                        stretch.from(),
                        stretch.until(),
                        stretch.reasons().stream().map(Enum::name).toList()))
                .toList();
    }

    /** Who the child is by the latest facts; null: nobody said, or it was erased. */
    static @Nullable PersonOnFile person(ChildState state) {
        Person person = state.person();
        LocalDate born = state.birthDate();
        if (person.surname() == null
                && person.given() == null
                && person.patronymic() == null
                && person.sex() == null
                && born == null) {
            return null;
        }
        return new PersonOnFile(
                person.surname(),
                person.given(),
                person.patronymic(),
                person.sex() == null ? null : person.sex().name(),
                born);
    }

    private static ChildFile.@Nullable RelativeOnFile relative(@Nullable Relative relative) {
        return relative == null
                ? null
                : new ChildFile.RelativeOnFile(LookupKeys.fullName(relative), relative.birthDate());
    }

    private static boolean holds(Contradiction contradiction, LocalDate day) {
        return !day.isBefore(contradiction.dueOn())
                && (contradiction.until() == null || day.isBefore(contradiction.until()));
    }

    private static ChildFile.@Nullable LastContact lastContact(@Nullable Contact contact) {
        return contact == null
                ? null
                : new ChildFile.LastContact(
                        contact.day(),
                        contact.agency().value(),
                        contact.service() == null ? null : contact.service().name(),
                        contact.strength().name());
    }

    private static ChildFile.Enrolment enrolment(Enrolment enrolment, LocalDate day) {
        return new ChildFile.Enrolment(
                enrolment.institution(),
                enrolment.level().name(),
                enrolment.form().name(),
                enrolment.from(),
                enrolment.until(),
                enrolment.endReason() == null ? null : enrolment.endReason().name(),
                enrolment.isActiveOn(day));
    }

    private static ChildFile.Relocation relocation(Move move) {
        return new ChildFile.Relocation(
                move.from().region(),
                move.to().region(),
                move.declaredOn(),
                move.expectedBy(),
                move.end() == null ? "OPEN" : move.end().name(),
                move.endedOn());
    }

    private static ChildFile.Handoff handoff(Handoff handoff) {
        return new ChildFile.Handoff(
                handoff.id().value(),
                handoff.from().value(),
                handoff.to().value(),
                handoff.service().name(),
                handoff.offeredOn(),
                handoff.dueBy(),
                handoff.status().name(),
                handoff.settledOn());
    }

    private static ChildFile.Case traceCase(TraceCase one) {
        var located = one.located();
        var closed = one.closed();
        var outcome = one.outcome();
        return new ChildFile.Case(
                one.id(),
                one.state().name(),
                one.level().name(),
                one.assignee(),
                one.openedOn(),
                one.openedBy(),
                one.reason(),
                one.flaggedOn(),
                one.attempts().stream()
                        .map(attempt -> new ChildFile.Case.Attempt(
                                attempt.on(), attempt.method(), attempt.result(), attempt.by()))
                        .toList(),
                located == null ? null : located.on(),
                closed == null ? null : closed.on(),
                outcome == null ? null : outcome.name());
    }

    static ChildFile.Contradiction contradiction(Contradiction contradiction) {
        return new ChildFile.Contradiction(
                contradiction.id(),
                contradiction.kind().name(),
                contradiction.since(),
                contradiction.events().stream().map(event -> event.value()).toList());
    }
}
