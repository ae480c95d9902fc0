package org.besik.command.deciding.identity;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.ChildId;

/** Which records have to do with one identity; a fold over its own entries. */
final class PersonState {

    final UniqueKey key;
    int entries;
    /** The records of the facts that name a child by this identity. */
    final Map<Description, ChildId> own = new LinkedHashMap<>(2);
    /** The records whose births state it. */
    final Set<ChildId> carriers = new LinkedHashSet<>(2);
    /** The identities with which it may have been confused; complete once somebody who is not registered is described by it. */
    final Set<UniqueKey> slips = new LinkedHashSet<>(2);

    private byte[] said = Entry.NOTHING;

    PersonState(UniqueKey key) {
        this.key = key;
    }

    void on(Entry entry) {
        switch (entry.kind()) {
            case SAID -> said = entry.subject();
            case OWN -> {
                own.put(Description.of(key, said), entry.record());
                said = Entry.NOTHING;
            }
            case SLIP -> slips.add(entry.person());
            case CARRIER -> carriers.add(entry.record());
            case OPENED,
                    REGISTERED,
                    NUMBERED,
                    CARRIES,
                    LIVED,
                    PERSON,
                    MERGED,
                    JOINED,
                    LEFT,
                    MEMBER,
                    MEMBER_LEFT,
                    LINKED,
                    UNLINKED,
                    REJECTED,
                    NEAR,
                    SHOWN_UNDER,
                    SHOWN_AGAIN -> throw new IllegalStateException("not a person's entry: " + entry.kind());
        }
    }
}
