package org.besik.command.deciding.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
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

    /** What was learnt, with the letter under which it is stored. */
    enum Kind {
        /** The record exists. */
        OPENED('o'),
        /** A registry said so. */
        REGISTERED('r'),
        /** An IIN or a local id leads to it. */
        NUMBERED('n'),
        /** What the description that comes next says beside the identity: the digests of a patronymic and a region. */
        SAID('i'),
        /** A birth of it states this identity. */
        CARRIES('c'),
        /** It has lived in the region of this digest, beside those of its births. */
        LIVED('v'),
        /** Facts name it by this identity. */
        PERSON('p'),
        /** It is the other record, for good. */
        MERGED('m'),
        /** It is the other record, as its person says. */
        JOINED('j'),
        /** It is not the other record after all. */
        LEFT('l'),
        /** The other record was joined to it. */
        MEMBER('e'),
        /** The other record left it. */
        MEMBER_LEFT('f'),
        /** An officer says that it and the other record are one child. */
        LINKED('k'),
        /** An officer takes that back. */
        UNLINKED('x'),
        /** An officer says that it and the other record are two children. */
        REJECTED('z'),
        /** An officer's word is about it or about a record that is, or may be, joined to it. */
        NEAR('a'),
        /** The child is shown under the other record. */
        SHOWN_UNDER('t'),
        /** It is shown under its own again. */
        SHOWN_AGAIN('d'),
        /** A record of facts that name the child by the identity. */
        OWN('w'),
        /** Another identity, which is this one if a birth date was slipped in. */
        SLIP('s'),
        /** A record that states the identity. */
        CARRIER('b');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalStateException("the log was written by a newer Besik");
        }
    }

    static final byte[] NOTHING = new byte[IdBytes.LENGTH];
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

    static Entry said(Description description) {
        return new Entry(Kind.SAID, description.said());
    }

    static Entry lived(long region) {
        return new Entry(
                Kind.LIVED, ByteBuffer.allocate(IdBytes.LENGTH).putLong(region).array());
    }

    long region() {
        return ByteBuffer.wrap(subject).getLong();
    }

    /** The description whose rest was said before, in an entry of its own. */
    Description described(byte[] said) {
        return Description.of(person(), said);
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
            bytes.write(entry.kind.code);
            bytes.writeBytes(entry.subject);
        }
        return bytes.toByteArray();
    }

    static List<Entry> decode(byte[] bytes) {
        var entries = new ArrayList<Entry>();
        for (int at = 0; at < bytes.length; at += LENGTH) {
            entries.add(new Entry(Kind.of(bytes[at]), Arrays.copyOfRange(bytes, at + 1, at + LENGTH)));
        }
        return entries;
    }
}
