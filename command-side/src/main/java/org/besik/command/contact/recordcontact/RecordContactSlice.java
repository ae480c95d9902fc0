package org.besik.command.contact.recordcontact;

import static org.besik.command.refusal.Refused.unless;

import java.util.List;
import org.besik.command.deciding.ChildFacts;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Slice;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.contact.ContactRecorded;
import org.besik.events.contact.ContactRetracted;
import org.besik.events.tracing.Note;

/**
 * Records a contact and takes one back. Only the agency that reported a contact retracts it; a retraction whose contact is
 * not known yet waits for it.
 */
public final class RecordContactSlice {

    private RecordContactSlice() {}

    /** The decisions of this folder; a retraction rests on the child's contacts. */
    public static List<Slice<?>> configure() {
        return List.of(
                Slice.of(RecordContact.class, RecordContactSlice::decide),
                Slice.of(RetractContact.class, RecordContactSlice::decide, ContactRecorded.class));
    }

    static ContactRecorded decide(RecordContact order, Fact fact, ChildId child, ChildFacts known) {
        return new ContactRecorded(child, order.service(), order.strength(), order.kind());
    }

    static ContactRetracted decide(RetractContact order, Fact fact, ChildId child, ChildFacts known) {
        var reportedBy = known.contacts().get(new EventId(order.retracts()));
        unless(
                reportedBy == null || reportedBy.equals(fact.agency()),
                Rule.CONTACT_NOT_YOURS,
                "data.retracts",
                "another agency reported this contact");
        return new ContactRetracted(child, order.retracts(), Note.of(order.reason()));
    }
}
