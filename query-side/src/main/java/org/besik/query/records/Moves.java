package org.besik.query.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.besik.events.Place;
import org.besik.events.Provenance;
import org.besik.events.contact.Strength;
import org.besik.events.residence.RelocationCancelled;
import org.besik.events.residence.RelocationDeclared;
import org.besik.events.schooling.ChildEnrolled;
import org.jspecify.annotations.Nullable;

/** Declared moves and how they ended. What a contact ends or postpones is looked up, so that taking it back undoes it. */
final class Moves {

    private static final class Declared {
        final RelocationDeclared event;
        final Provenance from;
        final int contactsBefore;
        final List<Enrolled> elsewhere = new ArrayList<>();

        @Nullable
        LocalDate endedOn;

        Move.@Nullable MoveEnd end;

        Declared(RelocationDeclared event, Provenance from, int contactsBefore) {
            this.event = event;
            this.from = from;
            this.contactsBefore = contactsBefore;
        }

        void end(LocalDate day, Move.MoveEnd how) {
            if (endedOn == null || day.isBefore(endedOn)) {
                endedOn = day;
                end = how;
            }
        }

        boolean isNamed(String name, Provenance by) {
            return from.eventId().value().equals(name)
                    || (from.ref().equals(name) && from.agency().equals(by.agency()));
        }
    }

    /** A place that a child was entered at while on its way, neither where it left nor where it was to go. */
    private record Enrolled(String institution, LocalDate day) {

        boolean hasSeen(Contact contact) {
            return contact.origin().equals(institution) && !contact.knownOn().isBefore(day);
        }
    }

    private record Waiting(String name, Provenance from) {}

    private final List<Declared> declared = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    void declared(RelocationDeclared event, Provenance from, int contactsBefore) {
        var move = new Declared(event, from, contactsBefore);
        declared.add(move);
        for (Waiting cancellation : waiting) {
            if (move.isNamed(cancellation.name(), cancellation.from())) {
                move.end(from.occurredOn(), Move.MoveEnd.CANCELLED);
            }
        }
    }

    void endAll(LocalDate day, Move.MoveEnd how) {
        for (Declared move : declared) {
            move.end(day, how);
        }
    }

    /**
     * An enrolment by an agency where the move leads implies the arrival. So does a main place in a third region, once it has
     * seen the child: families change their minds on the way.
     *
     * @return whether it ended a move
     */
    boolean enrolled(ChildEnrolled event, Provenance from) {
        boolean arrived = false;
        for (Declared move : declared) {
            if (move.endedOn == null && isAt(move.event.to(), from.region(), from.district())) {
                move.end(from.occurredOn(), Move.MoveEnd.IMPLIED);
                arrived = true;
            } else if (event.level().isMain() && isElsewhere(move.event, from.region())) {
                move.elsewhere.add(new Enrolled(event.institution(), from.occurredOn()));
            }
        }
        return arrived;
    }

    /** Whether an agency is where a move begins or ends; districts decide only where both are known. */
    private static boolean isAt(Place place, String region, @Nullable String district) {
        return place.region().equals(region)
                && (place.district() == null
                        || district == null
                        || place.district().equals(district));
    }

    private static boolean isElsewhere(RelocationDeclared move, String region) {
        return !region.equals(Place.UNKNOWN)
                && !region.equals(move.from().region())
                && !region.equals(move.to().region());
    }

    void cancelled(RelocationCancelled event, Provenance from) {
        String name = event.relocation();
        if (name == null) {
            // The latest open one: the list is in fold order, so the last that has not ended.
            declared.reversed().stream()
                    .filter(move -> move.endedOn == null)
                    .findFirst()
                    .ifPresent(move -> move.end(from.occurredOn(), Move.MoveEnd.CANCELLED));
            return;
        }
        waiting.add(new Waiting(name, from));
        for (Declared move : declared) {
            if (move.isNamed(name, from)) {
                move.end(from.occurredOn(), Move.MoveEnd.CANCELLED);
            }
        }
    }

    List<Move> all(Contacts contacts) {
        if (declared.isEmpty()) {
            return List.of();
        }
        var moves = new ArrayList<Move>();
        for (Declared move : declared) {
            moves.add(seen(move, contacts));
        }
        return moves;
    }

    private static Move seen(Declared move, Contacts contacts) {
        LocalDate declaredOn = move.from.occurredOn();
        LocalDate expectedBy = move.event.expectedBy();
        LocalDate leaves = expectedBy != null && expectedBy.isAfter(declaredOn) ? expectedBy : declaredOn;
        LocalDate start = leaves;
        LocalDate endedOn = move.endedOn;
        Move.MoveEnd end = move.end;
        for (Contact contact : contacts.countedFrom(move.contactsBefore)) {
            if (contact.strength() != Strength.SEEN || contact.day().isBefore(declaredOn)) {
                continue;
            }
            if (isAt(move.event.to(), contact.region(), contact.district())
                    || move.elsewhere.stream().anyMatch(place -> place.hasSeen(contact))) {
                if (endedOn == null || contact.knownOn().isBefore(endedOn)) {
                    endedOn = contact.knownOn();
                    end = Move.MoveEnd.IMPLIED;
                }
            } else if (contact.region().equals(move.event.from().region())
                    && contact.day().isAfter(start)
                    && contacts.shownUpTo(contact).isAfter(leaves)) {
                start = contact.day();
            }
        }
        return new Move(
                move.from.eventId(),
                move.from.agency(),
                move.event.from(),
                move.event.to(),
                declaredOn,
                expectedBy,
                start,
                endedOn,
                end);
    }
}
