package org.besik.command.deciding.identity;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.besik.command.deciding.IdBytes;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.ChildId;

/**
 * One thing learnt about a record or an identity. Entries are only ever added: those of one transaction stand together as
 * the value of the next unique key of their record or identity.
 *
 * @param subject the other record's id or the identity's digest; zeros where there is none
 */
record Entry(Kind kind, byte[] subject) {

    /** What was learnt. The stored number is the place in this list: add at the end only. */
    enum Kind {
        OPENED,
        REGISTERED,
        NUMBERED,
        CARRIES,
        PERSON,
        MERGED,
        JOINED,
        LEFT,
        MEMBER,
        MEMBER_LEFT,
        OWN,
        CARRIER
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[] NOTHING = new byte[IdBytes.LENGTH];
    private static final int LENGTH = 1 + IdBytes.LENGTH;

    static Entry of(Kind kind) {
        return new Entry(kind, NOTHING);
    }

    static Entry of(Kind kind, ChildId record) {
        return new Entry(kind, IdBytes.of(record.value()));
    }

    static Entry of(Kind kind, UniqueKey person) {
        return new Entry(kind, person.key());
    }

    ChildId record() {
        return new ChildId(IdBytes.text(subject, 0));
    }

    UniqueKey person() {
        return new UniqueKey(DirectoryKeys.PERSON, subject);
    }

    static byte[] encode(List<Entry> entries) {
        var bytes = new ByteArrayOutputStream(entries.size() * LENGTH);
        for (Entry entry : entries) {
            bytes.write(entry.kind.ordinal());
            bytes.writeBytes(entry.subject);
        }
        return bytes.toByteArray();
    }

    static List<Entry> decode(byte[] bytes) {
        var entries = new ArrayList<Entry>();
        for (int at = 0; at < bytes.length; at += LENGTH) {
            entries.add(new Entry(KINDS[bytes[at]], Arrays.copyOfRange(bytes, at + 1, at + LENGTH)));
        }
        return entries;
    }
}
