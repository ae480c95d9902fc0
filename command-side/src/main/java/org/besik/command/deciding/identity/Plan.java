package org.besik.command.deciding.identity;

import java.util.List;
import java.util.Set;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/**
 * Who the child of one fact is, and what the fact teaches about it; nothing is changed yet.
 *
 * @param subject the record the fact's event is written to; null: the one to be opened
 * @param written its id
 * @param opens whether a record is opened; it is joined to the subject where that is another
 * @param announced whether the opening is an event of its own: the fact's event does not carry what names the child
 * @param namedBy the identifier that leads to the opened record; null: none
 * @param person the identity whose own record is opened; null: none
 * @param joined records that turn out to be the subject's child
 * @param binds identifiers that lead to the subject from now on
 * @param contested identifiers that lead to another registered record, and stay there
 * @param carries identities that the fact states of the child
 * @param holder the registered record that holds the IIN, where that refuses the fact; else null
 */
record Plan(
        @Nullable RecordState subject,
        ChildId written,
        boolean opens,
        boolean announced,
        @Nullable UniqueKey namedBy,
        @Nullable UniqueKey person,
        List<RecordState> joined,
        List<UniqueKey> binds,
        List<Contest> contested,
        Set<UniqueKey> carries,
        boolean registers,
        @Nullable RecordState holder) {

    /** An identifier that another registered record holds. */
    record Contest(String identifier, ChildId holder) {}
}
