package org.besik.command.deciding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.Provenance;
import org.besik.events.RecordedEvent;
import org.besik.events.Tags;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.EventTypes;
import org.besik.events.codec.StoredEvent;

/**
 * Answers what a decision rests on: the events of some types on all of a child's records, those included that are decided
 * but not durable yet.
 */
final class ChildReader {

    private static final int PAGE = 1000;

    private final EventLog log;
    private final EventCodec codec;
    private final Set<Class<? extends ChildEvent>> everAsked;
    private final List<Decided> notDurable = new ArrayList<>();

    private record Decided(ChildEvent event, Provenance provenance) {}

    /** @param everAsked the types that any decision rests on */
    ChildReader(EventLog log, EventCodec codec, Set<Class<? extends ChildEvent>> everAsked) {
        this.log = log;
        this.codec = codec;
        this.everAsked = everAsked;
    }

    /** An event was decided in the group at hand. */
    void decided(ChildEvent event, Provenance provenance) {
        if (everAsked.contains(event.getClass())) {
            notDurable.add(new Decided(event, provenance));
        }
    }

    /** The group at hand is in the log, or is given up. */
    void forgetDecided() {
        notDurable.clear();
    }

    ChildFacts read(List<ChildId> records, Set<Class<? extends ChildEvent>> types) {
        if (types.isEmpty() || records.isEmpty()) {
            return ChildFacts.NONE;
        }
        Set<String> names = types.stream().map(EventTypes::nameOf).collect(Collectors.toSet());
        var query = new LogQuery(records.stream()
                .map(record -> new LogQuery.Criterion(Set.of(Tags.CHILD + ":" + record), names))
                .toList());
        var facts = ChildFacts.NONE;
        long after = 0;
        List<StoredEvent> page;
        do {
            page = log.readMatching(query, after, PAGE);
            for (StoredEvent stored : page) {
                RecordedEvent recorded = codec.decode(stored);
                facts = facts.on((ChildEvent) recorded.event(), recorded.provenance());
                after = stored.position();
            }
        } while (page.size() == PAGE);
        for (Decided decided : notDurable) {
            if (types.contains(decided.event.getClass()) && records.contains(decided.event.childId())) {
                facts = facts.on(decided.event, decided.provenance);
            }
        }
        return facts;
    }
}
