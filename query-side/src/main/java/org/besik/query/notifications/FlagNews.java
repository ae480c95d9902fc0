package org.besik.query.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.besik.events.ChildId;
import org.besik.events.RecordedEvent;
import org.besik.events.tracing.ChildFlagged;
import org.besik.query.intake.FeedProjection;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition.MoreThan;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;

/**
 * Answers: which flags were raised after a position of the log? This is the outbox of the notifications: each subscription
 * only remembers how far it was told, and a rebuilt view says the same.
 */
public final class FlagNews implements FeedProjection {

    private static final String POSITION = "position";
    private static final String CHILD = "child";
    private static final String REASON = "reason";
    private static final String DAY = "day";

    private static final Table TABLE = new Table(
            "flag_news",
            List.of(
                    new Table.Field(POSITION, Table.Type.LONG),
                    new Table.Field(CHILD, Table.Type.TEXT),
                    new Table.Field(REASON, Table.Type.TEXT),
                    new Table.Field(DAY, Table.Type.TEXT)),
            List.of(List.of(POSITION)));

    /**
     * A flag that was raised.
     *
     * @param id the event's
     * @param child as it was flagged; the record may be another's by now
     * @param day on which it was raised
     */
    record Raised(long position, String id, ChildId child, String reason, String day) {}

    @Override
    public String name() {
        return "flag-news";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public List<Table> writtenOnce() {
        return tables();
    }

    @Override
    public List<Change> project(List<RecordedEvent> batch, ViewStore views) {
        var changes = new ArrayList<Change>();
        for (RecordedEvent event : batch) {
            if (event.event() instanceof ChildFlagged flagged) {
                changes.add(new Change.Upsert(
                        TABLE,
                        new Document(
                                event.provenance().eventId().value(),
                                Map.of(
                                        POSITION, event.position(),
                                        CHILD, flagged.childId().value(),
                                        REASON, flagged.flag(),
                                        DAY, event.provenance().occurredOn().toString()),
                                new byte[0])));
            }
        }
        return changes;
    }

    static Query after(long position, int limit) {
        return new Query(TABLE, List.of(new MoreThan(POSITION, position)), List.of(new Sort(POSITION, false)), limit);
    }

    /** The next flags after a position, in the order of the log. */
    static List<Raised> read(ViewStore store, long position, int limit) {
        return store.find(after(position, limit)).stream()
                .map(document -> new Raised(
                        document.number(POSITION),
                        document.id(),
                        new ChildId(document.text(CHILD)),
                        document.text(REASON),
                        document.text(DAY)))
                .toList();
    }
}
