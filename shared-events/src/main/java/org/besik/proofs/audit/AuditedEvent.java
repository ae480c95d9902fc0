package org.besik.proofs.audit;

import org.jspecify.annotations.Nullable;

/**
 * An event as somebody found it; every byte of it may have been altered.
 *
 * @param type in UTF-8
 * @param revision in UTF-8
 * @param tags each its length in four bytes, then its UTF-8
 * @param stated the leaf that was written beside it; null: none was
 * @param link of its transaction, on the last event of one; null on the ones before
 */
public record AuditedEvent(
        long position,
        byte[] type,
        byte[] revision,
        byte[] metadata,
        byte[] tags,
        byte[] payload,
        byte @Nullable [] stated,
        byte @Nullable [] link) {

    AuditedEvent at(long elsewhere) {
        return new AuditedEvent(elsewhere, type, revision, metadata, tags, payload, stated, link);
    }

    /** What was read, as if it had stood at the end of a transaction, or not. */
    AuditedEvent with(byte @Nullable [] otherLink) {
        return new AuditedEvent(position, type, revision, metadata, tags, payload, stated, otherLink);
    }

    byte[][] members() {
        return new byte[][] {type, revision, metadata, tags, payload};
    }
}
