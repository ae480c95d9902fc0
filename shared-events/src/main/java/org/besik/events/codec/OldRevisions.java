package org.besik.events.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every revision that is no longer written, and how it is read. A component that is sealed since is an object here. */
final class OldRevisions {

    /** What made two records one or two, where a fact did: no words of an officer's. */
    private static final Set<String> CAUSES = Set.of("person", "iin", "identifier", "officer", "despite-rejection");

    /** Whose reason stood open in the first revision. */
    private static final List<String> REASONS = List.of(
            "tracing.CaseOpened",
            "tracing.CaseReopened",
            "tracing.CaseEscalated",
            "tracing.ContradictionResolved",
            "identity.DuplicateRejected",
            "handoff.HandoffInitiated",
            "handoff.HandoffAccepted",
            "handoff.HandoffDeclined",
            "handoff.HandoffCompleted",
            "handoff.HandoffCancelled",
            "contact.ContactRetracted");

    static final List<Upcaster> ALL = Stream.concat(
                    REASONS.stream().map(type -> new Upcaster(type, "1", "2", event -> words(event, "reason"))),
                    Stream.of(
                            new Upcaster("tracing.TraceAttempted", "1", "2", attempt -> words(attempt, "result")),
                            new Upcaster("tracing.TraceAttempted", "2", "3", attempt -> words(attempt, "method")),
                            new Upcaster("identity.RecordsMerged", "1", "2", OldRevisions::causeOrWords),
                            new Upcaster("identity.MergeReverted", "1", "2", OldRevisions::causeOrWords)))
            .toList();

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
