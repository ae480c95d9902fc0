package org.besik.command.deciding.identity;

import java.util.List;
import java.util.Set;
import org.besik.command.deciding.Pairing.Word;
import org.besik.command.eventlog.UniqueKey;
import org.besik.events.ChildId;
import org.jspecify.annotations.Nullable;

/**
 * Who the child of one fact is, and what the fact teaches about it; nothing is changed yet.
 *
 * @param subject the record the fact's event is written to; null: the one to be opened
 * @param written its id
 * @param opens whether a record is opened; it is joined to the subject where that is another
 * @param announced whether the opening is an event of its own: the fact's event does not carry what names the child
 * @param namedBy the identifier that leads to the opened record; null: none
 * @param own how the facts of the opened record name their child; null: otherwise than by its person
 * @param joined records that turn out to be the subject's child
 * @param binds identifiers that lead to the subject from now on
 * @param contested identifiers that lead to another registered record, and stay there
 * @param carries how the fact describes the child
 * @param holder the registered record that holds the IIN, where that refuses the fact; else null
 * @param pair what an officer says of two records; null: it is no such word
 */
record Plan(
        @Nullable RecordState subject,
        ChildId written,
        boolean opens,
        boolean announced,
        @Nullable UniqueKey namedBy,
        @Nullable Own own,
        List<RecordState> joined,
        List<UniqueKey> binds,
        List<Contest> contested,
        Set<Own> carries,
        boolean registers,
        @Nullable RecordState holder,
        @Nullable Pair pair) {

    Plan(
            @Nullable RecordState subject,
            ChildId written,
            boolean opens,
            boolean announced,
            @Nullable UniqueKey namedBy,
            @Nullable Own own,
            List<RecordState> joined,
            List<UniqueKey> binds,
            List<Contest> contested,
            Set<Own> carries,
            boolean registers,
            @Nullable RecordState holder) {
        this(
                subject, written, opens, announced, namedBy, own, joined, binds, contested, carries, registers, holder,
                null);
    }

    /** A word about two records, which is written to the subject. */
    static Plan about(RecordState subject, Pair pair) {
        return new Plan(
                subject,
                subject.id,
                false,
                false,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                false,
                null,
                pair);
    }

    /** @param slips identities that this one is if its birth date was slipped in; needed of whoever is not registered */
    record Own(Description description, Set<UniqueKey> slips) {}

    /** An identifier that another registered record holds. */
    record Contest(String identifier, ChildId holder) {}

    /**
     * Two records of which an officer says whether they are one child.
     *
     * @param named the one by which the child was named
     * @param moved the one that joins or leaves the subject; in a rejection the other one
     * @param links what the word is about: it makes them, takes them back, or says that they are none
     */
    record Pair(RecordState named, RecordState moved, Word word, List<Link> links) {}

    /** Two records of which an officer says that they are one. */
    record Link(RecordState one, RecordState other) {

        /** The same link as the other record sees it. */
        Link turned() {
            return new Link(/* one= */ other, /* other= */ one);
        }
    }
}
