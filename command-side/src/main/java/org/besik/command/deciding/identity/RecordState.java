package org.besik.command.deciding.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/** What the directory knows of one record; a fold over the record's own entries, changed by the deciding thread only. */
final class RecordState {

    final ChildId id;
    /** Position of the transaction that opened it; what is not yet durable counts on from {@link Directory#PENDING}. */
    long openedAt;
    /** How many entries it has. */
    int entries;

    boolean registered;
    /** Whether an IIN or a local id leads to it. */
    boolean numbered;
    /** What its births state. */
    final Set<Description> carries = new LinkedHashSet<>(2);
    /** Digests of the regions in which the child arrived. */
    final Set<Long> lived = new LinkedHashSet<>(2);
    /** Descriptions by which alone it was named. */
    final Set<Description> persons = new LinkedHashSet<>(2);
    /** The record it was joined to; null: it stands for itself. */
    @Nullable
    ChildId parent;
    /** Whether it was joined because its person matches, which later news may undo; else by an identifier, for good. */
    boolean byPerson;
    /** The records that were joined to it. */
    final List<ChildId> members = new ArrayList<>(2);
    /** The records of which an officer says that they are the same child. */
    final Set<ChildId> links = new LinkedHashSet<>(2);
    /** The records of which an officer says that they are other children. */
    final Set<ChildId> rejected = new LinkedHashSet<>(2);
    /** Whether an officer ever said something of it or of a record that is, or may be, joined to it; else nobody needs to look. */
    boolean near;
    /** The record under which the child is shown for an officer's word; null: nothing was said, or it is shown under itself. */
    @Nullable
    ChildId shownUnder;

    private byte[] said = Entry.NOTHING;

    RecordState(ChildId id, long openedAt) {
        this.id = id;
        this.openedAt = openedAt;
    }

    void on(Entry entry) {
        switch (entry.kind()) {
            case OPENED -> {}
            case REGISTERED -> registered = true;
            case NUMBERED -> numbered = true;
            case SAID -> said = entry.subject();
            case CARRIES -> carries.add(described(entry));
            case LIVED -> lived.add(entry.region());
            case PERSON -> persons.add(described(entry));
            case MERGED -> {
                parent = entry.record();
                byPerson = false;
            }
            case JOINED -> {
                parent = entry.record();
                byPerson = true;
            }
            case LEFT -> {
                parent = null;
                byPerson = false;
            }
            case MEMBER -> members.add(entry.record());
            case MEMBER_LEFT -> members.remove(entry.record());
            case LINKED -> links.add(entry.record());
            case UNLINKED -> links.remove(entry.record());
            case REJECTED -> rejected.add(entry.record());
            case NEAR -> near = true;
            case SHOWN_UNDER -> shownUnder = entry.record();
            case SHOWN_AGAIN -> shownUnder = null;
            case OWN, CARRIER, SLIP -> throw new IllegalStateException("not a record's entry: " + entry.kind());
        }
    }

    private Description described(Entry entry) {
        Description described = entry.described(said);
        said = Entry.NOTHING;
        return described;
    }

    /** What is named by its person belongs to what stands above it, never beside it. */
    int standing() {
        if (registered) {
            return numbered ? 4 : 3;
        }
        return carries.isEmpty() ? 0 : numbered ? 2 : 1;
    }
}
