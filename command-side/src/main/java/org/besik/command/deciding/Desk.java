package org.besik.command.deciding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.besik.command.deciding.identity.Directory;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.NewEvent;
import org.besik.command.keys.KeyedDigest;
import org.besik.events.BesikEvent;
import org.besik.events.ChildEvent;
import org.besik.events.Provenance;
import org.besik.events.Tags;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.Metadata;

/** What the deciding thread has before it: the log, who is who, and the decisions. */
final class Desk {

    private final EventLog log;
    private final EventCodec codec;
    private final KeyedDigest digests;
    private final Directory directory;
    private final AgencyDirectory agencies;
    private final ChildReader reader;
    private final Map<Class<?>, Slice<?>> slices = new HashMap<>();

    Desk(EventLog log, EventCodec codec, KeyedDigest digests, List<Slice<?>> slices, AgencyDirectory agencies) {
        this.log = log;
        this.codec = codec;
        this.digests = digests;
        this.directory = new Directory(log, digests);
        this.agencies = agencies;
        var everAsked = new HashSet<Class<? extends ChildEvent>>();
        for (Slice<?> slice : slices) {
            this.slices.put(slice.order(), slice);
            everAsked.addAll(slice.restsOn());
        }
        this.reader = new ChildReader(log, codec, everAsked);
        new AgencyReader(log, codec, agencies).catchUp();
    }

    EventLog log() {
        return log;
    }

    KeyedDigest digests() {
        return digests;
    }

    Directory directory() {
        return directory;
    }

    AgencyDirectory agencies() {
        return agencies;
    }

    ChildReader reader() {
        return reader;
    }

    Slice<?> slice(Order order) {
        Slice<?> slice = slices.get(order.getClass());
        if (slice == null) {
            throw new IllegalStateException(
                    "no slice decides " + order.getClass().getSimpleName());
        }
        return slice;
    }

    NewEvent encode(BesikEvent event, Provenance provenance) {
        EncodedEvent encoded = codec.encode(event);
        return new NewEvent(
                encoded.type(),
                encoded.revision(),
                Metadata.encode(Metadata.of(provenance)),
                List.of(tag(event)),
                encoded.payload());
    }

    private static String tag(BesikEvent event) {
        return switch (event) {
            case ChildEvent child -> Tags.CHILD + ":" + child.childId();
            case AgencyDescribed described -> Tags.AGENCY + ":" + described.agency();
            default -> throw new IllegalStateException("an event without a tag");
        };
    }

    /** A group was given up: only what the log holds is true. */
    void clear() {
        directory.clear();
        reader.forgetDecided();
    }

    /** A group is durable. */
    void settled() {
        directory.trim();
        reader.forgetDecided();
    }
}
