package org.besik.query.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.besik.events.ChildId;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.records.Suspicion;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * A projection that sees records beside each other: it says of each record when others look like the same child, which no
 * record's own facts say. What it says must follow from what the projection folds every record to, and from nothing else:
 * then it is the same in any order of arrival, and after a rebuild.
 */
public interface Relating extends Projection {

    /** What its fold says of one record before a batch and after it; {@link #NOTHING} where there is no such record. */
    record Moved(Folded was, Folded is) {}

    /**
     * @param changes to its own tables
     * @param suspected of every record that moved, and of every other for which it is different now
     */
    record Related(List<Change> changes, Map<ChildId, List<Suspicion>> suspected) {}

    /** Those of its tables that only {@link #relate} writes, and no record's fold. */
    List<Table> relations();

    /**
     * What follows for the records that moved and for others.
     *
     * @param views as they were before the batch
     */
    Related relate(Map<ChildId, Moved> moved, ViewStore views);

    /** Something found among records that were never related; only what is stored already says what it changes. */
    @FunctionalInterface
    interface Found {
        Related in(ViewStore views);
    }

    /**
     * What follows for all records once each of them is in the views and none was related yet, piece by piece. A piece may be
     * found before the one before it is written.
     *
     * @param views with what every record folds to
     */
    Walk relateAll(ViewStore views);

    /** On the way through all records. */
    interface Walk {

        /**
         * The next piece; null: there are no more.
         *
         * @param behind is told how much of the way is done, from 0 to 1: between two pieces may lie minutes
         */
        @Nullable
        Found next(DoubleConsumer behind);
    }

    /** When others look like the same child, of these records as they are stored; those without are left out. */
    Map<ChildId, List<Suspicion>> suspected(Collection<ChildId> records, ViewStore views);
}
