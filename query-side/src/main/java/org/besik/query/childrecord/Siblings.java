package org.besik.query.childrecord;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.besik.events.caller.Caller;
import org.besik.query.intake.Views;
import org.besik.query.viewstore.Query;

/** Answers: which other children have the same mother? */
public final class Siblings {

    /** Nobody has more; a number that was typed for many stays harmless. */
    private static final int MOST = 50;

    private final Views views;

    public Siblings(Views views) {
        this.views = views;
    }

    /** Those whom the caller may read, the oldest first; a child whose birth date is not known comes last. */
    public List<ChildCard> of(Caller caller, String id) {
        ChildCard child =
                ChildCards.readable(views.store(), caller, List.of(id)).get(id);
        if (child == null) {
            return List.of();
        }
        Set<String> others = new TreeSet<>();
        for (String key : child.keys()) {
            if (key.startsWith(LookupKeys.MOTHER)) {
                var sameMother = new Query(
                        ChildCards.ROWS, List.of(new Query.Condition.Equal(ChildCards.KEY, key)), List.of(), MOST);
                views.store().find(sameMother).forEach(row -> others.add(ChildSearch.child(row)));
            }
        }
        others.remove(id);
        return ChildCards.readable(views.store(), caller, others).values().stream()
                .sorted(Comparator.comparing(Siblings::bornOn).thenComparing(ChildCard::id))
                .toList();
    }

    private static String bornOn(ChildCard card) {
        var person = card.person();
        return person == null ? "unknown" : Objects.toString(person.birthDate(), "unknown");
    }
}
