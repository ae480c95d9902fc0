package org.besik.command.deciding;

import java.util.List;
import java.util.Set;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.EventTypes;
import org.besik.events.codec.StoredEvent;

/** Brings the directory of agencies to what the log says, whichever node wrote it. */
public final class AgencyReader {

    private static final int PAGE = 1000;

    private static final LogQuery DESCRIBED =
            new LogQuery(List.of(new LogQuery.Criterion(Set.of(), Set.of(EventTypes.nameOf(AgencyDescribed.class)))));

    private final EventLog log;
    private final EventCodec codec;
    private final AgencyDirectory agencies;
    private long after;

    /** Has read nothing yet. */
    public AgencyReader(EventLog log, EventCodec codec, AgencyDirectory agencies) {
        this.log = log;
        this.codec = codec;
        this.agencies = agencies;
    }

    /** Reads on to the log's head. Nobody changes an agency meanwhile, so that an older word does not replace a newer one. */
    public synchronized void catchUp() {
        agencies.changing().lock();
        try {
            long head = log.head();
            List<StoredEvent> page;
            do {
                page = log.readMatching(DESCRIBED, after, PAGE);
                for (StoredEvent stored : page) {
                    agencies.learn((AgencyDescribed) codec.decode(stored.type(), stored.revision(), stored.payload()));
                    after = stored.position();
                }
            } while (page.size() == PAGE);
            after = Math.max(after, head);
        } finally {
            agencies.changing().unlock();
        }
    }
}
