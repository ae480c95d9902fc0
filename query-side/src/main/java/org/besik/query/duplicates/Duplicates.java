package org.besik.query.duplicates;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.childrecord.ChildCard;
import org.besik.query.childrecord.ChildCards;
import org.besik.query.childrecord.ChildController;
import org.besik.query.childrecord.ChildRecords;
import org.besik.query.intake.Views;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.ViewStore;

/** Answers: which other records may be this child, and what speaks for it? */
public final class Duplicates {

    private final Views views;
    private final ChildRecords records;
    private final Weights weights;
    private final Clock clock;

    public Duplicates(Views views, ChildRecords records, Weights weights, Clock clock) {
        this.views = views;
        this.records = records;
        this.weights = weights;
        this.clock = clock;
    }

    /**
     * The suggestions for one child.
     *
     * @param items the likeliest first
     * @param weights version of the weights behind the scores
     * @param threshold pairs from this score on are suggested
     */
    public record Suggested(String childId, List<Item> items, String weights, double threshold) {}

    /**
     * A record that may be the same child.
     *
     * @param score probability that it is, 0 to 1
     * @param since the first day from which it looked like it
     * @param explanation field by field; the weights and the prior add up to the log2 of the odds behind the score
     */
    public record Item(
            ChildController.Item other, double score, LocalDate since, List<Likeness.Compared> explanation) {}

    /**
     * The records that look like the same child today, without those that the caller may not read.
     *
     * @throws org.besik.query.access.NotFound if there is no such child, or it is not the caller's to read
     */
    public Suggested of(Caller caller, ChildId id) {
        String child = records.child(caller, id).id();
        LocalDate today = LocalDate.now(clock);
        ViewStore store = views.store();
        var pairs = DuplicatePairs.pairs(List.of(child), store).getOrDefault(child, PairsOnFile.NONE);
        var ids = new ArrayList<>(pairs.others().keySet());
        ids.add(child);
        Map<String, TraitsOnFile> traits = DuplicatePairs.traits(ids, store);
        Map<String, ChildCard> cards = ChildCards.read(store, ids);
        var items = new ArrayList<Item>();
        pairs.others().forEach((other, days) -> {
            ChildCard card = cards.get(other);
            TraitsOnFile mine = traits.get(child);
            TraitsOnFile theirs = traits.get(other);
            if (card != null && mine != null && theirs != null && Access.mayRead(caller, card)) {
                days.stream()
                        .filter(suspicion -> suspicion.holdsOn(today))
                        .findFirst()
                        .ifPresent(suspicion -> add(items, card, suspicion, mine, theirs, today));
            }
        });
        items.sort(Comparator.comparingDouble(Item::score)
                .reversed()
                .thenComparing(item -> item.other().id()));
        return new Suggested(child, List.copyOf(items), weights.version(), weights.threshold());
    }

    private void add(
            List<Item> items,
            ChildCard card,
            Suspicion suspicion,
            TraitsOnFile mine,
            TraitsOnFile theirs,
            LocalDate today) {
        Traits one = mine.on(today);
        Traits other = theirs.on(today);
        if (one != null && other != null) {
            Likeness likeness = Likeness.of(one, other, weights);
            items.add(new Item(
                    ChildController.Item.of(card, today),
                    Math.floor(likeness.probability() * 10_000) / 10_000,
                    suspicion.from(),
                    likeness.fields()));
        }
    }
}
