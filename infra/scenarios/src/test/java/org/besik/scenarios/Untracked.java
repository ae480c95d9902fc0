package org.besik.scenarios;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The list of untracked children, as an officer for the nation reads it. */
final class Untracked {

    private Untracked() {}

    /** Why a child is listed on a day; empty if it is not. */
    static List<String> reasons(Besik besik, String child, String asOf) {
        JsonNode page = besik.get("monitor", "/v1/untracked?limit=1000&asOf=" + asOf);
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .filter(item -> item.path("childId").asString().equals(child))
                .flatMap(item -> StreamSupport.stream(item.path("reasons").spliterator(), false))
                .map(reason -> reason.path("reason").asString())
                .sorted()
                .toList();
    }
}
