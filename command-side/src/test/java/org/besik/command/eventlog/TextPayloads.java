package org.besik.command.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.axonframework.messaging.core.MessageType;
import org.besik.events.codec.EncodedEvent;
import org.besik.events.codec.StoredEvent;

/** Payloads that are text, as in Axon's suite. */
public final class TextPayloads implements PayloadConverter {

    public static final PayloadConverter TEXT = new TextPayloads();

    private TextPayloads() {}

    @Override
    public EncodedEvent encode(Object payload, MessageType type) {
        return new EncodedEvent(
                type.qualifiedName().name(), type.version(), payload.toString().getBytes(UTF_8));
    }

    @Override
    public Decoded decode(StoredEvent stored) {
        return new Decoded(new String(stored.payload(), UTF_8), stored.revision());
    }
}
