package org.besik.query.intake;

import java.util.List;
import org.besik.events.RecordedEvent;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;

/** A view that follows the feed itself rather than children's records: agencies and their rhythm. */
public interface FeedProjection {

    String name();

    String version();

    /** As {@link Projection#layout()}. */
    default String layout() {
        return "1";
    }

    List<Table> tables();

    /** Those of its tables that it does not read itself and whose documents never change: a first build only adds to them. */
    default List<Table> writtenOnce() {
        return List.of();
    }

    /**
     * What a batch changes; must come to the same documents in any order of arrival and on redelivery.
     *
     * @param views what was written before this batch
     */
    List<Change> project(List<RecordedEvent> batch, ViewStore views);
}
