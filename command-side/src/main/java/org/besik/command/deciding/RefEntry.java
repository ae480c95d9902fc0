package org.besik.command.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.besik.command.eventlog.TakenKey;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.keys.KeyedDigest;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.HandoffId;
import org.besik.events.Officer;
import org.jspecify.annotations.Nullable;

/**
 * What a reference leads to: enough to answer the fact a second time.
 *
 * @param offset of the fact's own event in its transaction
 * @param handoff whether the fact is a handoff; its id is then the event's
 * @param fingerprint of the fact as sent
 */
record RefEntry(ChildId child, EventId event, int offset, boolean handoff, byte[] fingerprint) {

    /** The space of its unique keys. */
    static final String SPACE = "ref";

    private static final int HEAD = 2 * IdBytes.LENGTH + 2;

    /** An agency's reference, across all kinds of fact, for ever; an officer's are the account's own. */
    static UniqueKey key(KeyedDigest digests, Fact fact) {
        Officer officer = fact.officer();
        String purpose = officer == null ? "ref" : "officer-ref";
        String whose = officer == null ? fact.agency().value() : officer.account();
        return new UniqueKey(
                SPACE, digests.digest(purpose, whose.getBytes(UTF_8), fact.ref().getBytes(UTF_8)));
    }

    byte[] encode() {
        return ByteBuffer.allocate(HEAD + fingerprint.length)
                .put(IdBytes.of(child.value()))
                .put(IdBytes.of(event.value()))
                .put((byte) offset)
                .put((byte) (handoff ? 1 : 0))
                .put(fingerprint)
                .array();
    }

    static RefEntry decode(TakenKey taken) {
        byte[] value = taken.value();
        return new RefEntry(
                new ChildId(IdBytes.text(value, 0)),
                new EventId(IdBytes.text(value, IdBytes.LENGTH)),
                value[2 * IdBytes.LENGTH],
                value[2 * IdBytes.LENGTH + 1] == 1,
                Arrays.copyOfRange(value, HEAD, value.length));
    }

    boolean sameContent(Fact fact) {
        return Arrays.equals(fingerprint, fact.fingerprint());
    }

    Answer.Recorded recorded(long firstPosition) {
        return new Answer.Recorded(child, event, firstPosition + offset, handoffId());
    }

    Answer.Duplicate duplicate(long firstPosition) {
        return new Answer.Duplicate(child, event, firstPosition + offset, handoffId());
    }

    private @Nullable HandoffId handoffId() {
        return handoff ? new HandoffId(event.value()) : null;
    }
}
