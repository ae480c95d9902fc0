package org.besik.command.identity.mergerecords;

import org.besik.command.deciding.Pairing;
import org.besik.events.ChildId;

/** Two records are one child. */
public record MergeRecords(ChildId other, String reason) implements Pairing {

    @Override
    public Word word() {
        return Word.ONE;
    }

    @Override
    public MergeRecords with(ChildId joining) {
        return new MergeRecords(joining, reason);
    }
}
