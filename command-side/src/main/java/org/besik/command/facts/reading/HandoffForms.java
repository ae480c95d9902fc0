package org.besik.command.facts.reading;

import java.util.Map;
import java.util.function.BiFunction;
import org.besik.command.deciding.Order;
import org.besik.command.handoff.answerhandoff.AcceptHandoff;
import org.besik.command.handoff.answerhandoff.CancelHandoff;
import org.besik.command.handoff.answerhandoff.CompleteHandoff;
import org.besik.command.handoff.answerhandoff.DeclineHandoff;
import org.besik.command.handoff.initiatehandoff.InitiateHandoff;
import org.besik.events.AgencyId;
import org.besik.events.Service;
import org.jspecify.annotations.Nullable;

/** The data of handoffs and of the answers to them. */
final class HandoffForms {

    static final Map<String, FactForm> ALL = Map.of(
            "handoff", HandoffForms::handoff,
            "handoff-acceptance", answer(AcceptHandoff::new),
            "handoff-decline", answer(DeclineHandoff::new),
            "handoff-completion", answer(CompleteHandoff::new),
            "handoff-cancellation", answer(CancelHandoff::new));

    private HandoffForms() {}

    private static InitiateHandoff handoff(Members data) {
        data.only("to", "service", "dueBy", "reason");
        return new InitiateHandoff(
                new AgencyId(data.text("to")),
                data.oneOf("service", Service.class),
                data.optionalDate("dueBy"),
                data.optionalSentence("reason"));
    }

    private static FactForm answer(BiFunction<String, @Nullable String, Order> order) {
        return data -> {
            data.only("handoff", "reason");
            return order.apply(data.text("handoff"), data.optionalSentence("reason"));
        };
    }
}
