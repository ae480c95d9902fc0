package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.besik.command.officers.OfficerDoor;
import tools.jackson.databind.json.JsonMapper;

/** What whoever asks about rules, and whoever puts others in force, is told. */
final class RulesDescription {

    private static final String RULES = "/v1/untracked/rules";

    private static final JsonMapper JSON = new JsonMapper();

    private RulesDescription() {}

    /** Adds to the paths that are there what their signatures do not say. */
    static void describe(OpenAPI api) {
        dryRuns(api);
        PathItem rules = api.getPaths().get(RULES);
        if (rules == null) {
            return;
        }
        if (rules.getGet() != null) {
            rules.getGet()
                    .summary(
                            "By which rules children are missed, as on a day: those in force, past ones, those to come")
                    .description(
                            "For MONITOR, AUDITOR, ADMIN and ANALYST. `derived` says whether the list rests on every"
                                    + " version yet; while it does not, it answers by the older ones, and `deriving` says how far"
                                    + " the work is.");
        }
        if (rules.getPost() != null) {
            putInForce(rules.getPost());
        }
    }

    private static void dryRuns(OpenAPI api) {
        PathItem all = api.getPaths().get(RULES + "/dry-runs");
        PathItem one = api.getPaths().get(RULES + "/dry-runs/{id}");
        PathItem children = api.getPaths().get(RULES + "/dry-runs/{id}/children");
        if (all == null || one == null || children == null) {
            return;
        }
        describe(all.getGet(), "The dry runs that are remembered, the youngest first");
        describe(one.getGet(), "How far a dry run is, and, once it is DONE, what the rules would do");
        describe(one.getDelete(), "End a dry run and forget it");
        describe(children.getGet(), "Which children would be listed newly (NEWLY) or no longer (NO_LONGER), by id");
        Operation begin = all.getPost();
        describe(begin, "Whom would other rules list? Try them before they are put in force");
        begin.setDescription("""
                For ADMIN, and MONITOR of the nation. The body is that of putting rules in force; the lists are compared as on \
                the days in `asOf` (at most 3, today unless said), as if the rules held on each. Every record is folded anew \
                from its stored facts, which takes minutes for a million children: the answer is 202 and says where to look. \
                Nothing is written; a restart forgets it. Dry runs take turns, six are remembered.""");
        Schema<?> body = change();
        var days = new JsonSchema();
        days.setTypes(new LinkedHashSet<>(List.of("array")));
        var day = text();
        day.setFormat("date");
        days.setItems(day);
        days.setMaxItems(3);
        body.addProperty("asOf", days);
        begin.setRequestBody(body(body, """
                {"asOf": ["2026-12-01"], "thresholds": {"handoffPending": {"warn": 3, "flag": 7, "unit": "DAYS"}}}"""));
        var responses = begin.getResponses();
        responses.addApiResponse("202", responses.get("200"));
        responses.remove("200");
        responses.addApiResponse("400", OpenApiConfiguration.problem("The form is wrong; `field` names the member"));
        responses.addApiResponse("422", OpenApiConfiguration.problem("The rules could not be put in force"));
        responses.addApiResponse("429", OpenApiConfiguration.problem("`busy`: six dry runs wait already"));
    }

    private static void describe(Operation operation, String summary) {
        operation.summary(summary).description("For ADMIN, and MONITOR of the nation.");
    }

    private static void putInForce(Operation operation) {
        operation.summary("Put other rules in force, from today or a day to come");
        operation.description("""
                For ADMIN. Members of `thresholds` that are named replace the nation's, all others stay as they are in force \
                on `from`. A region may have members of its own; null gives one back to the nation, and null for the whole \
                region all of them. In `silent` the first band that fits a child's level, form and age counts; every age \
                must have one band that is for every level and form. A version with the same first day as an earlier one \
                takes its place.""");
        operation.addParametersItem(new HeaderParameter()
                .name(OfficerDoor.KEY)
                .description("Makes it harmless to send again; the account's own. Instead of it: the member `ref`.")
                .schema(text()));
        Schema<?> body = change();
        body.addProperty("reason", text());
        body.addProperty("ref", text());
        body.setRequired(List.of("from", "reason"));
        operation.setRequestBody(body(body, """
                {"from": "2026-12-01", "reason": "Handoffs wait for too long",
                 "thresholds": {"handoffPending": {"warn": 3, "flag": 7, "unit": "DAYS"}},
                 "regions": {"KZ-71": {"unregistered": {"warn": 2, "warnUnit": "WORKING_DAYS", "flag": 14, "unit": "DAYS"}},
                             "KZ-75": null}}"""));
        var responses = operation.getResponses();
        responses.addApiResponse("201", responses.get("200"));
        responses.addApiResponse("400", OpenApiConfiguration.problem("The form is wrong; `field` names the member"));
        responses.addApiResponse(
                "409",
                OpenApiConfiguration.problem(
                        "`rules-unchanged`: they are in force already; or the key was used before"));
        responses.addApiResponse(
                "422",
                OpenApiConfiguration.problem(
                        "`bands-overlap`, `bands-missing`, `warn-after-flag`, `rules-from-past`, `unknown-region`"));
    }

    private static Schema<?> change() {
        var regions = new JsonSchema();
        regions.setTypes(new LinkedHashSet<>(List.of("object")));
        regions.setDescription("By ISO 3166-2 code; null: nothing of its own any more.");
        regions.setAdditionalProperties(FactSchemas.reference("Overrides"));
        var from = text();
        from.setFormat("date");
        from.setDescription("The first day on which they hold.");
        var body = new JsonSchema();
        body.setTypes(new LinkedHashSet<>(List.of("object")));
        body.addProperty("from", from);
        body.addProperty("thresholds", FactSchemas.reference("Overrides"));
        body.addProperty("regions", regions);
        body.setAdditionalProperties(false);
        return body;
    }

    private static RequestBody body(Schema<?> schema, String example) {
        return new RequestBody()
                .required(true)
                .content(new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType()
                                        .schema(schema)
                                        .addExamples(
                                                "change", new Example().value(JSON.readValue(example, Map.class)))));
    }

    private static JsonSchema text() {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of("string")));
        return schema;
    }
}
