package org.besik.command.handoff.answerhandoff;

import static org.besik.command.refusal.Refused.unless;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.ChildFacts.Handoff;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.handoff.HandoffAccepted;
import org.besik.events.handoff.HandoffCancelled;
import org.besik.events.handoff.HandoffCompleted;
import org.besik.events.handoff.HandoffDeclined;
import org.besik.events.handoff.HandoffInitiated;
import org.besik.events.tracing.Note;

/**
 * Only the receiving agency accepts, declines or completes a handoff; only a party to it cancels it. An answer to a
 * handoff that is not known yet waits for it; a second answer is recorded, and contradicts the first.
 */
public final class AnswerHandoffSlice {

    private AnswerHandoffSlice() {}

    /** The decisions of this folder; all rest on the child's handoffs. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(AcceptHandoff.class, AnswerHandoffSlice::decide, HandoffInitiated.class),
                Slice.of(DeclineHandoff.class, AnswerHandoffSlice::decide, HandoffInitiated.class),
                Slice.of(CompleteHandoff.class, AnswerHandoffSlice::decide, HandoffInitiated.class),
                Slice.of(CancelHandoff.class, AnswerHandoffSlice::decide, HandoffInitiated.class));
    }

    static HandoffAccepted decide(AcceptHandoff order, Fact fact, ChildId child, ChildFacts known) {
        receiverOnly(order.handoff(), fact, known);
        return new HandoffAccepted(child, order.handoff(), Note.of(order.reason()));
    }

    static HandoffDeclined decide(DeclineHandoff order, Fact fact, ChildId child, ChildFacts known) {
        receiverOnly(order.handoff(), fact, known);
        return new HandoffDeclined(child, order.handoff(), Note.of(order.reason()));
    }

    static HandoffCompleted decide(CompleteHandoff order, Fact fact, ChildId child, ChildFacts known) {
        receiverOnly(order.handoff(), fact, known);
        return new HandoffCompleted(child, order.handoff(), Note.of(order.reason()));
    }

    static HandoffCancelled decide(CancelHandoff order, Fact fact, ChildId child, ChildFacts known) {
        entitled(order.handoff(), fact, known, handoff -> handoff.concerns(fact.agency()));
        return new HandoffCancelled(child, order.handoff(), Note.of(order.reason()));
    }

    private static void receiverOnly(String named, Fact fact, ChildFacts known) {
        entitled(named, fact, known, handoff -> handoff.to().equals(fact.agency()));
    }

    private static void entitled(String named, Fact fact, ChildFacts known, Predicate<Handoff> mayAnswer) {
        unless(
                find(named, fact, known).map(mayAnswer::test).orElse(true),
                Rule.HANDOFF_NOT_YOURS,
                "data.handoff",
                "only the receiver accepts, declines or completes a handoff, only sender or receiver cancels it");
    }

    /** By its id, else by the reference of one of the child's handoffs to or from the caller. */
    private static Optional<Handoff> find(String named, Fact fact, ChildFacts known) {
        for (Handoff handoff : known.handoffs()) {
            if (handoff.id().value().equals(named)) {
                return Optional.of(handoff);
            }
        }
        List<Handoff> byRef = known.handoffs().stream()
                .filter(handoff -> handoff.ref().equals(named) && handoff.concerns(fact.agency()))
                .toList();
        unless(
                byRef.size() < 2,
                Rule.HANDOFF_AMBIGUOUS,
                "data.handoff",
                "several handoffs have this reference: name one by its handoffId");
        return byRef.stream().findFirst();
    }
}
