package org.besik.command.eventlog.mongo;

import java.util.List;
import java.util.Set;
import org.besik.command.eventlog.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The little that the log asks of a replica set. It is this thin so that tests can put one in its place that loses
 * replies, fails over and rolls back when they say so.
 *
 * <p>All that is read is what a majority holds. After a failover that may be less than was read before, for a moment, but
 * it always is the beginning of the log, without a gap.
 */
interface Transactions {

    /** What became of an insert. */
    sealed interface Inserted {

        /** All of them are on a majority. */
        record All() implements Inserted {}

        /**
         * The ones before are applied; this one is not, nor any that follows: another one, or an earlier attempt of ours, has
         * its place or one of its keys. Nobody knows yet whether that will stay.
         *
         * @param index of the document
         * @param space of the key; null: its place, or the server did not tell
         */
        record Duplicate(int index, @Nullable String space) implements Inserted {}

        /** Nobody knows: some, all or none of them may be there, now or later. */
        record Unknown(RuntimeException cause) implements Inserted {}
    }

    /**
     * What a criterion asks of a transaction.
     *
     * @param tags hashes that its events carry, all of them
     * @param types one of its events is of one of these; empty: of any
     */
    record Sought(List<Long> tags, Set<String> types) {}

    /** Inserts in this order, with one command, and waits until a majority has written them to disk. */
    Inserted insert(List<StoredTransaction> inOrder);

    /** Up to {@code limit} transactions from an id on, ascending. */
    List<StoredTransaction> from(long id, int limit);

    /** The last transaction at or before an id; null if there is none. */
    @Nullable
    StoredTransaction lastUpTo(long id);

    /** The transaction that holds a key; null if nobody does. */
    @Nullable
    StoredTransaction holding(UniqueKey key);

    /**
     * Up to {@code limit} transactions from an id on, ascending, that probably have what one of {@code any} seeks, and
     * besides them the one with the id {@code anchor}. When that one is among them, all before it has been looked at.
     *
     * @param any empty: everything is sought
     */
    List<StoredTransaction> matching(List<Sought> any, long from, long anchor, int limit);
}
