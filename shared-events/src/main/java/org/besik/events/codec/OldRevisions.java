package org.besik.events.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Every revision that is no longer written, and how it is read. A component that is sealed since is an object here. */
final class OldRevisions {

    /** What made two records one or two, where a fact did: no words of an officer's. */
    private static final Set<String> CAUSES = Set.of("person", "iin", "identifier", "officer", "despite-rejection");

    static final List<Upcaster> ALL = List.of(
            new Upcaster("tracing.TraceAttempted", "1", "2", attempt -> words(attempt, "result")),
            new Upcaster("tracing.TraceAttempted", "2", "3", attempt -> words(attempt, "method")),
            new Upcaster("tracing.CaseOpened", "1", "2", opened -> words(opened, "reason")),
            new Upcaster("tracing.CaseReopened", "1", "2", reopened -> words(reopened, "reason")),
            new Upcaster("tracing.CaseEscalated", "1", "2", escalated -> words(escalated, "reason")),
            new Upcaster("tracing.ContradictionResolved", "1", "2", resolved -> words(resolved, "reason")),
            new Upcaster("handoff.HandoffInitiated", "1", "2", initiated -> words(initiated, "reason")),
            new Upcaster("handoff.HandoffAccepted", "1", "2", answer -> words(answer, "reason")),
            new Upcaster("handoff.HandoffDeclined", "1", "2", answer -> words(answer, "reason")),
            new Upcaster("handoff.HandoffCompleted", "1", "2", answer -> words(answer, "reason")),
            new Upcaster("handoff.HandoffCancelled", "1", "2", answer -> words(answer, "reason")),
            new Upcaster("contact.ContactRetracted", "1", "2", retracted -> words(retracted, "reason")),
            new Upcaster("identity.DuplicateRejected", "1", "2", rejected -> words(rejected, "reason")),
            new Upcaster("identity.RecordsMerged", "1", "2", OldRevisions::causeOrWords),
            new Upcaster("identity.MergeReverted", "1", "2", OldRevisions::causeOrWords));

    private OldRevisions() {}

    private static void words(ObjectNode event, String name) {
        if (event.has(name)) {
            String words = event.get(name).textValue();
            event.putObject(name).put("text", words);
        }
    }

    private static void causeOrWords(ObjectNode event) {
        String reason = event.path("reason").textValue();
        if (reason != null && CAUSES.contains(reason)) {
            event.remove("reason");
            event.put("cause", reason);
        } else {
            words(event, "reason");
        }
    }
}
