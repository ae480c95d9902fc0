package org.besik.command.identity.mergerecords;

import java.util.List;
import org.besik.command.deciding.Slice;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.events.tracing.Note;

/**
 * An officer says whether two records are one child. Who they are and whether they can be joined or parted is the
 * directory's to know, so nothing else about the child can refuse; it also says which of the two survives.
 */
public final class MergeRecordsSlice {

    private MergeRecordsSlice() {}

    /** Nothing but who the children are and the reference bounds these decisions. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(
                        MergeRecords.class,
                        (order, fact, child, known) ->
                                new RecordsMerged(child, order.other(), new Note(order.reason()))),
                Slice.of(
                        UnmergeRecords.class,
                        (order, fact, child, known) ->
                                new MergeReverted(child, order.other(), new Note(order.reason()))),
                Slice.of(
                        RejectDuplicate.class,
                        (order, fact, child, known) ->
                                new DuplicateRejected(child, order.other(), new Note(order.reason()))));
    }
}
