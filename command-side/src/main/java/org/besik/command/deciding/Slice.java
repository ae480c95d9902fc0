package org.besik.command.deciding;

import java.util.Set;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;

/**
 * One kind of order with its decision and its boundary.
 *
 * @param restsOn the types of the child's events that the decision looks at; empty: nothing about the child can refuse
 *     it, who the child is and the reference are its only boundary
 */
public record Slice<O extends Order>(Class<O> order, Decision<O> decision, Set<Class<? extends ChildEvent>> restsOn) {

    /** A decision that nothing about the child can refuse. */
    public static <O extends Order> Slice<O> of(Class<O> order, Decision<O> decision) {
        return new Slice<>(order, decision, Set.of());
    }

    /** A decision that rests on the child's events of one type. */
    public static <O extends Order> Slice<O> of(
            Class<O> order, Decision<O> decision, Class<? extends ChildEvent> restsOn) {
        return new Slice<>(order, decision, Set.of(restsOn));
    }

    /** Decides a fact that carries this slice's order. */
    public ChildEvent decide(Fact fact, ChildId child, ChildFacts known) {
        return decision.decide(order.cast(fact.order()), fact, child, known);
    }
}
