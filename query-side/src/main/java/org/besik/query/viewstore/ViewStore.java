package org.besik.query.viewstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the views: documents in tables, and the feed position up to which they hold. One writer, many
 * readers; readers see whole batches only.
 */
public interface ViewStore extends AutoCloseable {

    /** The feed position of the last applied batch; 0 for an empty store. */
    long position();

    /**
     * Writes everything and the position, or nothing. The position may stay as it was. Of several changes of one document
     * the last counts.
     */
    void apply(List<Change> changes, long position);

    /**
     * Begins to fill tables of an empty store. Until they are {@link #filled}, documents only come, each of them once (of one
     * that comes again after a failure the last counts), and they read as empty. Nothing in the store is safe until a batch
     * has a position again: one that is closed or cut short before is found empty.
     *
     * @param areInOrder whether the records come nearly in the order of their ids
     */
    void fill(Collection<Table> tables, boolean areInOrder);

    /** Makes some of these tables like all others. May be repeated if it fails. */
    void filled(Collection<Table> tables);

    Optional<Document> get(Table table, String id);

    /** Those of the ids that exist, by id. */
    Map<String, Document> getAll(Table table, Collection<String> ids);

    List<Document> find(Query query);

    /** How many documents match; sort, limit and {@link Query.Condition.After} are ignored. */
    long count(Query query);

    /**
     * Sums a LONG field over the matching documents, per value of the group fields (in their order); in a group a null
     * reads as empty text or 0. Sort, limit and {@link Query.Condition.After} are ignored.
     */
    Map<List<Object>, Long> sum(Query query, List<String> groupBy, String field);

    /** What this store has written since it was opened. */
    Written written();

    @Override
    void close();

    /**
     * What the documents came to, in bytes.
     *
     * @param documents their own bytes
     * @param stored what they cost: pages of a file, or what was sent to a server
     * @param unsettled written down but not yet where it will stay; grows without end only if something is stuck
     */
    record Written(long documents, long stored, long unsettled) {}

    /** One change of a batch. */
    sealed interface Change {

        Table table();

        /**
         * Insert or replace.
         *
         * @param old what is stored until now, where that is known: a store may write only what differs
         */
        record Upsert(
                Table table, Document document, @Nullable Document old) implements Change {

            /** Whatever is stored until now. */
            public Upsert(Table table, Document document) {
                this(table, document, null);
            }
        }

        /**
         * Remove if there.
         *
         * @param old what is stored until now, where that is known
         */
        record Delete(Table table, String id, @Nullable Document old) implements Change {

            /** Whatever is stored until now. */
            public Delete(Table table, String id) {
                this(table, id, null);
            }
        }
    }
}
