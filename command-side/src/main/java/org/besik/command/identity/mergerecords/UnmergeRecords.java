package org.besik.command.identity.mergerecords;

import org.besik.command.deciding.Pairing;
import org.besik.events.ChildId;

/** Two records that an officer merged are not one child after all. */
public record UnmergeRecords(ChildId other, String reason) implements Pairing {

    @Override
    public Word word() {
        return Word.NOT_ONE;
    }

    @Override
    public UnmergeRecords with(ChildId leaving) {
        return new UnmergeRecords(leaving, reason);
    }
}
