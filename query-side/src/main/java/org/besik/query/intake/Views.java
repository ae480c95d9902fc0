package org.besik.query.intake;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.besik.events.ChildId;
import org.besik.events.rules.RuleBook;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/** What the questions read: the live generation of the views. */
public interface Views {

    /** The live generation's documents. */
    ViewStore store();

    /** Names the live generation; cursors carry it. */
    String generation();

    /** The rules with which the live generation was made. */
    RuleBook rules();

    /** The record that an id leads to, former ids too; empty if no fact was ever recorded for it. */
    Optional<RecordFacts> record(ChildId id);

    /**
     * The records that some ids lead to, by their survivors' ids. Those without facts are left out.
     *
     * @param ids a few hundred at a time: all their facts are read at once
     */
    List<RecordFacts> records(Collection<ChildId> ids);

    /** To be told what other facts some records might have. */
    Supposed suppose();

    /**
     * Whole records in the order of their ids, for whoever looks at all of them.
     *
     * @param after the last one looked at; null: begin with the first
     * @param facts about so many at a time
     */
    Stretch following(@Nullable ChildId after, int facts);

    /**
     * Some records in a row.
     *
     * @param facts looked at
     * @param last looked at; null: there are no more
     */
    record Stretch(
            List<RecordFacts> records, long facts, @Nullable ChildId last) {}

    /**
     * A figure on a day, by region and key.
     *
     * @param regions empty: all
     * @return figure per (region, key); zeros are left out
     */
    Map<RegionKey, Long> figure(String figure, LocalDate asOf, Collection<String> regions);

    /**
     * A figure over all keys on each of some days in a row, the first and the last included.
     *
     * @param regions empty: all
     */
    long[] series(String figure, LocalDate from, LocalDate upTo, Collection<String> regions);

    record RegionKey(String region, String key) {}

    /**
     * An answer that follows from the views and the question alone, or the one that was given before if the views are still
     * what they were. It is shared: nobody may change it.
     *
     * @param question whose equals says what is asked
     * @param weigh what an answer takes: about so many kilobytes; too heavy ones are not kept
     * @param goesOn what a batch makes of an answer; null: it has to be given anew
     */
    default <T> T remembered(Object question, Supplier<T> answer, ToIntFunction<T> weigh, @Nullable GoesOn<T> goesOn) {
        return answer.get();
    }

    /** Somebody waits for an answer, to whom intake gives way until {@link #answered}. */
    default void asked() {}

    default void answered() {}

    /** Somebody waits for what has been recorded a moment ago: intake takes it now, and gathers no more before. */
    default void awaitNews() {}

    /** Called after each applied batch with the records that changed (survivors' ids), for live pages. */
    void onChange(Listener listener);

    @FunctionalInterface
    interface Listener {
        void changed(List<ChildId> records, long position);
    }
}
