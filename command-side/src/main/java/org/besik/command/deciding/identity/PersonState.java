package org.besik.command.deciding.identity;

import java.util.LinkedHashSet;
import java.util.Set;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/** Which records have to do with one identity; a fold over its own entries. */
final class PersonState {

    final UniqueKey key;
    int entries;
    /** The record of the facts that name the child by this identity; null: there are none. */
    @Nullable
    ChildId own;
    /** The records whose births state it. */
    final Set<ChildId> carriers = new LinkedHashSet<>(2);

    PersonState(UniqueKey key) {
        this.key = key;
    }

    void on(Entry entry) {
        switch (entry.kind()) {
            case OWN -> own = entry.record();
            case CARRIER -> carriers.add(entry.record());
            case OPENED,
                    REGISTERED,
                    NUMBERED,
                    CARRIES,
                    PERSON,
                    MERGED,
                    JOINED,
                    LEFT,
                    MEMBER,
                    MEMBER_LEFT,
                    LINKED,
                    UNLINKED,
                    NEAR,
                    SHOWN_UNDER,
                    SHOWN_AGAIN -> throw new IllegalStateException("not a person's entry: " + entry.kind());
        }
    }
}
