package org.besik.query.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.besik.events.AgencyId;
import org.besik.events.Provenance;
import org.besik.events.contact.Strength;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffAnswer;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffCompleted;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.handoff.HandoffEscalated;
import org.besik.events.handoff.HandoffEvent;
import org.besik.events.handoff.HandoffInitiated;
import org.jspecify.annotations.Nullable;

/**
 * Handoffs and their answers, matched in whatever order they became known. Only the receiver accepts, declines or
 * completes; only a party cancels; the first answer counts and a second one is a contradiction.
 */
final class Handoffs {

    private record Offer(HandoffInitiated event, Provenance from) {

        boolean isParty(AgencyId agency) {
            return agency.equals(from.agency()) || agency.equals(event.to());
        }
    }

    private record Answer(HandoffAnswer event, Provenance from) {}

    private final List<Offer> offers = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable Computed computed;

    private record Computed(List<Handoff> handoffs, List<Contact> contacts, List<Contradiction> contradictions) {}

    void add(HandoffEvent event, Provenance from) {
        switch (event) {
            case HandoffInitiated e -> offers.add(new Offer(e, from));
            case HandoffAccepted e -> answers.add(new Answer(e, from));
            case HandoffDeclined e -> answers.add(new Answer(e, from));
            case HandoffCompleted e -> answers.add(new Answer(e, from));
            case HandoffCancelled e -> answers.add(new Answer(e, from));
            case HandoffEscalated e -> {
                // Says that the due date passed, which the list says itself.
            }
        }
        computed = null;
    }

    List<Handoff> all() {
        return computed().handoffs();
    }

    /** Acceptances and completions are contacts on paper. */
    List<Contact> contacts() {
        return computed().contacts();
    }

    List<Contradiction> contradictions() {
        return computed().contradictions();
    }

    private Computed computed() {
        if (computed == null) {
            computed = offers.isEmpty() ? new Computed(List.of(), List.of(), List.of()) : compute();
        }
        return computed;
    }

    private Computed compute() {
        var result = new Computed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < offers.size(); i++) {
            result.handoffs().add(follow(offers.get(i), offers.subList(i + 1, offers.size()), result));
        }
        return result;
    }

    /** The day on which the sender offered a case that was given back to the next; null: it did not, or not yet. */
    private static @Nullable LocalDate sentOnOn(Offer offer, LocalDate declinedOn, List<Offer> later) {
        for (Offer next : later) {
            if (next.from().agency().equals(offer.from().agency())
                    && next.event().service() == offer.event().service()
                    && !next.from().occurredOn().isBefore(declinedOn)) {
                return next.from().occurredOn();
            }
        }
        return null;
    }

    private Handoff follow(Offer offer, List<Offer> later, Computed result) {
        HandoffInitiated e = offer.event();
        LocalDate waitingSince = offer.from().occurredOn();
        LocalDate dueBy = e.dueBy();
        var status = Handoff.Status.OFFERED;
        Answer first = null;
        LocalDate settledOn = null;
        for (Answer answer : answers) {
            if (!isMeant(offer, answer)) {
                continue;
            }
            LocalDate day = answer.from().occurredOn();
            boolean receiver = answer.from().agency().equals(e.to());
            boolean entitled = answer.event() instanceof HandoffCancelled
                    ? offer.isParty(answer.from().agency())
                    : receiver;
            if (!entitled) {
                result.contradictions()
                        .add(Contradiction.of(
                                Contradiction.Kind.HANDOFF_ANSWERED_BY_STRANGER,
                                later(day, offer.from().occurredOn()),
                                offer.from().eventId(),
                                answer.from().eventId()));
                continue;
            }
            switch (answer.event()) {
                case HandoffAccepted accepted -> {
                    if (first == null && status != Handoff.Status.CANCELLED) {
                        first = answer;
                        settledOn = settled(settledOn, day, offer);
                        if (status != Handoff.Status.COMPLETED) {
                            status = Handoff.Status.ACCEPTED;
                        }
                        result.contacts().add(contact(answer, offer));
                    } else {
                        twice(result, first, offer, answer);
                    }
                }
                case HandoffDeclined declined -> {
                    if (first == null && status == Handoff.Status.OFFERED) {
                        first = answer;
                        status = Handoff.Status.DECLINED;
                        waitingSince = later(day, waitingSince);
                        dueBy = null;
                    } else {
                        twice(result, first, offer, answer);
                    }
                }
                case HandoffCompleted completed -> {
                    if (status == Handoff.Status.OFFERED || status == Handoff.Status.ACCEPTED) {
                        status = Handoff.Status.COMPLETED;
                        settledOn = settled(settledOn, day, offer);
                        result.contacts().add(contact(answer, offer));
                    } else {
                        twice(result, first, offer, answer);
                    }
                }
                case HandoffCancelled cancelled -> {
                    if (status == Handoff.Status.COMPLETED || status == Handoff.Status.CANCELLED) {
                        twice(result, first, offer, answer);
                    } else {
                        status = Handoff.Status.CANCELLED;
                        settledOn = settled(settledOn, day, offer);
                    }
                }
            }
        }
        if (status == Handoff.Status.DECLINED) {
            settledOn = sentOnOn(offer, waitingSince, later);
        }
        return new Handoff(
                e.handoffId(),
                offer.from().ref(),
                offer.from().agency(),
                e.to(),
                e.service(),
                offer.from().occurredOn(),
                waitingSince,
                dueBy,
                status,
                settledOn);
    }

    private static boolean isMeant(Offer offer, Answer answer) {
        String name = answer.event().handoff();
        return name.equals(offer.event().handoffId().value())
                || (name.equals(offer.from().ref())
                        && offer.isParty(answer.from().agency()));
    }

    private static void twice(Computed result, @Nullable Answer first, Offer offer, Answer second) {
        result.contradictions()
                .add(Contradiction.of(
                        Contradiction.Kind.HANDOFF_ANSWERED_TWICE,
                        later(second.from().occurredOn(), offer.from().occurredOn()),
                        first == null ? offer.from().eventId() : first.from().eventId(),
                        second.from().eventId()));
    }

    private static Contact contact(Answer answer, Offer offer) {
        Provenance from = answer.from();
        return new Contact(
                from.eventId(),
                from.occurredOn(),
                later(from.occurredOn(), offer.from().occurredOn()),
                Strength.ADMINISTRATIVE,
                offer.event().service(),
                from.agency(),
                from.ref(),
                from.region(),
                from.district(),
                Contact.Source.PAPER,
                null);
    }

    /** The first answer that leaves nobody waiting counts. */
    private static LocalDate settled(@Nullable LocalDate before, LocalDate day, Offer offer) {
        return before == null ? later(day, offer.from().occurredOn()) : before;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
