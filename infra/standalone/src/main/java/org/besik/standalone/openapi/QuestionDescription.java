package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.Map;

/** What the addresses that need no further description answer, in a line each. */
final class QuestionDescription {

    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("/v1/agencies", "Who reports: every agency that was described or heard of"),
            Map.entry("/v1/untracked", "Whom nobody has seen, and why, on a day; a page at a time"),
            Map.entry("/v1/untracked/summary", "How many they are, by region, reason, age or district"),
            Map.entry("/v1/untracked/stream", "What is flagged and what lifts, as it happens (server-sent events)"),
            Map.entry("/v1/untracked/sweep", "How far the last sweep for due children is"),
            Map.entry("/v1/statistics", "Which figures there are, each with its definition"),
            Map.entry("/v1/statistics/{indicator}", "What a figure comes to, with numerator and denominator"),
            Map.entry("/v1/statistics/{indicator}.csv", "The same as CSV"),
            Map.entry("/v1/statistics/{indicator}.xlsx", "The same for Excel"),
            Map.entry("/v1/contradictions", "Facts that exclude each other, the last first"),
            Map.entry("/v1/contradictions/{id}", "One contradiction, with the facts it is about"),
            Map.entry("/v1/children", "Find a child by IIN, name, birth date or number in a register"),
            Map.entry("/v1/children/{id}", "A child's record as it is today"),
            Map.entry("/v1/children/{id}/history", "All that happened to a child, as it was known on any day"),
            Map.entry("/v1/children/{id}/duplicates", "Records that may be the same child, with what speaks for it"),
            Map.entry("/v1/cases", "Who looks for which child"));

    private static final Map<String, String> ORDERS = Map.of(
            "/v1/agencies/{id}", "Say who an agency is",
            "/v1/untracked/sweep", "Look for children that have come due now, without waiting for the day to turn");

    private QuestionDescription() {}

    /** Adds a line to what has none. */
    static void describe(OpenAPI api) {
        api.getPaths().forEach((path, item) -> say(path, item));
    }

    private static void say(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> {
            if (operation.getSummary() == null) {
                operation.setSummary((method == HttpMethod.GET ? ANSWERS : ORDERS).get(path));
            }
        });
    }
}
