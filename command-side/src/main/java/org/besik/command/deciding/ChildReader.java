package org.besik.command.deciding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.events.ChildEvent;
import org.besik.events.ChildId;
import org.besik.events.Provenance;
import org.besik.events.Tags;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.EventTypes;
import org.besik.events.codec.StoredEvent;

/**
 * Answers what a decision rests on: the events of some types on all of a child's records, those included that are decided
 * but not durable yet. What the log said of the children asked for last is remembered with the position up to which it
 * said so; only what came after that is read again, so it is exact whoever else appends. One thread at a time.
 */
public final class ChildReader {

    private static final int PAGE = 1000;

    /** So much is remembered, in contacts, handoffs and cases: some ten megabytes. */
    private static final int MOST_PIECES = 100_000;

    private final EventLog log;
    private final EventCodec codec;
    private final Set<Class<? extends ChildEvent>> everAsked;
    private final List<Decided> notDurable = new ArrayList<>();
    private final LinkedHashMap<Question, Known> known = new LinkedHashMap<>(256, 0.75f, true);
    private int pieces;

    private record Question(List<ChildId> records, Set<Class<? extends ChildEvent>> types) {}

    /** What the log says up to a position. */
    private record Known(ChildFacts facts, long upTo) {

        static final Known NOTHING = new Known(ChildFacts.NONE, 0);

        int pieces() {
            return 1 + facts.pieces();
        }
    }

    private record Decided(ChildEvent event, Provenance provenance) {}

    /** @param everAsked the types that any decision rests on */
    public ChildReader(EventLog log, EventCodec codec, Set<Class<? extends ChildEvent>> everAsked) {
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

    /**
     * The facts of one child.
     *
     * @param records all that were joined to it
     * @param types what is asked for, of those that are ever asked for
     */
    public ChildFacts read(List<ChildId> records, Set<Class<? extends ChildEvent>> types) {
        if (types.isEmpty() || records.isEmpty()) {
            return ChildFacts.NONE;
        }
        var question = new Question(List.copyOf(records), types);
        Known durable = goOn(question, known.getOrDefault(question, Known.NOTHING));
        remember(question, durable);
        ChildFacts facts = durable.facts();
        for (Decided decided : notDurable) {
            if (types.contains(decided.event.getClass()) && records.contains(decided.event.childId())) {
                facts = facts.on(decided.event, decided.provenance);
            }
        }
        return facts;
    }

    private Known goOn(Question question, Known before) {
        long head = log.head();
        if (head <= before.upTo()) {
            return before;
        }
        Set<String> names = question.types().stream().map(EventTypes::nameOf).collect(Collectors.toSet());
        var query = new LogQuery(question.records().stream()
                .map(record -> new LogQuery.Criterion(Set.of(Tags.CHILD + ":" + record), names))
                .toList());
        ChildFacts facts = before.facts();
        long after = before.upTo();
        List<StoredEvent> page;
        do {
            page = log.readMatching(query, after, PAGE);
            facts = facts.onAll(page.stream().map(codec::decode).toList());
            after = page.isEmpty() ? after : page.getLast().position();
        } while (page.size() == PAGE);
        return new Known(facts, Math.max(head, after));
    }

    private void remember(Question question, Known now) {
        Known before = known.put(question, now);
        pieces += now.pieces() - (before == null ? 0 : before.pieces());
        while (pieces > MOST_PIECES && known.size() > 1) {
            pieces -= known.pollFirstEntry().getValue().pieces();
        }
    }
}
