package org.besik.command.identity.mergerecords;

import org.besik.command.deciding.Pairing;
import org.besik.events.ChildId;

/** Two records that look alike are two children. */
public record RejectDuplicate(ChildId other, String reason) implements Pairing {

    @Override
    public Word word() {
        return Word.TWO;
    }

    @Override
    public RejectDuplicate with(ChildId rejected) {
        return new RejectDuplicate(rejected, reason);
    }
}
