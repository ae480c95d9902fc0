package org.besik.events.codec;

import java.util.List;

/** Every revision that is no longer written, and how it is read. A component that is sealed since is an object here. */
final class OldRevisions {

    static final List<Upcaster> ALL = List.of(new Upcaster("tracing.TraceAttempted", "1", "2", attempt -> {
        if (attempt.has("result")) {
            String words = attempt.get("result").textValue();
            attempt.putObject("result").put("text", words);
        }
    }));

    private OldRevisions() {}
}
