package org.besik.command.deciding.identity;

import java.util.List;
import java.util.Optional;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Pairing;
import org.besik.events.ChildId;

/** Whom one fact is about. Valid until the directory learns the next thing. */
public final class Resolution {

    private final Directory directory;
    private final Plan plan;

    Resolution(Directory directory, Plan plan) {
        this.directory = directory;
        this.plan = plan;
    }

    /** The record that the fact's event is written to. */
    public ChildId written() {
        return plan.written();
    }

    /** Every record that was joined to this child so far; none if it is new. */
    public List<ChildId> everyRecord() {
        return directory.everyRecord(plan);
    }

    /** The registered record of another person that holds the IIN which the fact claims; that refuses it. */
    public Optional<ChildId> holderOfIin() {
        return Optional.ofNullable(plan.holder()).map(directory::survivorOf);
    }

    /** The fact with the ids in it that its event is to name. */
    public Fact settled(Fact fact) {
        Plan.Pair pair = plan.pair();
        return pair == null || !(fact.order() instanceof Pairing order) ? fact : fact.with(order.with(pair.moved().id));
    }

    /** The fact stands: learns what it teaches. */
    public Directory.Learnt learn(Fact fact) {
        return directory.apply(plan, fact);
    }
}
