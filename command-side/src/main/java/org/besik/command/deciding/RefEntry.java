package org.besik.command.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.besik.command.eventlog.LogTransaction.ClaimedKey;
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
public record RefEntry(ChildId child, EventId event, int offset, boolean handoff, byte[] fingerprint) {

    /** The space of its unique keys. */
    static final String SPACE = "ref";

    private static final int HEAD = 2 * IdBytes.LENGTH + 2;

    /** An agency's reference, across all kinds of fact, for ever; an officer's are the account's own. */
    static UniqueKey key(KeyedDigest digests, Fact fact) {
        Officer officer = fact.officer();
        return officer == null
                ? key(digests, "ref", fact.agency().value(), fact.ref())
                : key(digests, officer, fact.ref());
    }

    /** An officer's reference, across all kinds of order. */
    public static UniqueKey key(KeyedDigest digests, Officer officer, String ref) {
        return key(digests, "officer-ref", officer.account(), ref);
    }

    private static UniqueKey key(KeyedDigest digests, String purpose, String whose, String ref) {
        return new UniqueKey(SPACE, digests.digest(purpose, whose.getBytes(UTF_8), ref.getBytes(UTF_8)));
    }

    /** What an officer's order takes that is about no child: its event stands where the child's id does elsewhere. */
    public static ClaimedKey claim(
            KeyedDigest digests, Officer officer, String ref, EventId event, byte[] fingerprint) {
        return new ClaimedKey(
                key(digests, officer, ref),
                new RefEntry(new ChildId(event.value()), event, 0, false, fingerprint).encode());
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

    /** What stands under a taken key. */
    public static RefEntry decode(TakenKey taken) {
        byte[] value = taken.value();
        return new RefEntry(
                new ChildId(IdBytes.text(value, 0)),
                new EventId(IdBytes.text(value, IdBytes.LENGTH)),
                value[2 * IdBytes.LENGTH],
                value[2 * IdBytes.LENGTH + 1] == 1,
                Arrays.copyOfRange(value, HEAD, value.length));
    }

    boolean sameContent(Fact fact) {
        return sameContent(fact.fingerprint());
    }

    /** Whether it was taken by a request of the same digest. */
    public boolean sameContent(byte[] other) {
        return Arrays.equals(fingerprint, other);
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
