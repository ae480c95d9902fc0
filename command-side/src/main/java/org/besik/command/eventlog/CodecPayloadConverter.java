package org.besik.command.eventlog;

import org.axonframework.messaging.core.MessageType;
import org.besik.events.BesikEvent;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.EventCodec;
import org.besik.events.codec.EventTypes;
import org.besik.events.codec.KeyVault;
import org.besik.events.codec.StoredEvent;

/** The project's own events, with the person sealed. */
public final class CodecPayloadConverter implements PayloadConverter {

    private final EventCodec codec;
    private final KeyVault keys;

    /** The codec must seal with the keys of the vault. */
    public CodecPayloadConverter(EventCodec codec, KeyVault keys) {
        this.codec = codec;
        this.keys = keys;
    }

    @Override
    public EncodedEvent encode(Object payload, MessageType type) {
        return codec.encode((BesikEvent) payload);
    }

    @Override
    public Decoded decode(StoredEvent stored) {
        BesikEvent event = codec.decode(stored.type(), stored.revision(), stored.payload());
        return new Decoded(event, EventTypes.revisionOf(event.getClass()));
    }

    @Override
    public void flush() {
        keys.flush();
    }
}
