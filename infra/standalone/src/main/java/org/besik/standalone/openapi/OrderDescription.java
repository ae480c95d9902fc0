package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.besik.command.officers.OfficerDoor;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.TraceOutcome;

/** What officers are told about the orders they give: their members, and that they may be sent again. */
final class OrderDescription {

    private static final Member CASE = new Member("case", false, "The case that is meant, where a child has several.");
    private static final Member ON = new Member("occurredOn", false, "The day, today unless said.");

    /**
     * One kind of order, by its address under {@code /v1/children/{id}}.
     *
     * @param meaning the first sentence is its line, the others tell more
     */
    private record Described(String path, String meaning, Member... members) {

        String line() {
            return meaning.substring(0, end());
        }

        String more() {
            return end() == meaning.length() ? "" : meaning.substring(end() + 2) + ". ";
        }

        private int end() {
            int end = meaning.indexOf(". ");
            return end < 0 ? meaning.length() : end;
        }
    }

    private record Member(String name, boolean required, String meaning, List<String> values) {

        Member(String name, boolean required, String meaning) {
            this(name, required, meaning, List.of());
        }
    }

    private static final Member OTHER =
            new Member("other", true, "Any id of the other record; it must be yours to read.");
    private static final Member WHY = new Member("reason", true, "Why, in a sentence.");

    private static final List<Described> ORDERS = List.of(
            new Described(
                    "/merge",
                    "Two records are one child. The answer's `childId` survives: the registered record, else the one opened"
                            + " first. Every id stays valid. `already-merged`, `same-record`",
                    OTHER,
                    WHY),
            new Described(
                    "/unmerge",
                    "What was merged is not one child. Each record has its own facts again, with what came since."
                            + " `not-merged`, `joined-by-identity`, `same-record`",
                    OTHER,
                    WHY),
            new Described(
                    "/duplicates/{other}/rejection",
                    "However alike they look, they are two children. Never suggested again, never joined because the person"
                            + " matches, and parted if that joined them. A number that both have joins them all the same, as a"
                            + " contradiction. `already-merged`, `same-record`",
                    WHY),
            new Described(
                    "/case",
                    "Take up the search. The answer has its `caseId`",
                    new Member("reason", false, "Why, in a sentence.")),
            new Described(
                    "/case/assignment",
                    "Make an account answerable for the case, or hand it over",
                    new Member("assignee", true, "The account: the `sub` of its token."),
                    CASE),
            new Described(
                    "/case/attempts",
                    "Note that somebody looked for the child",
                    new Member("method", true, "How: visit, call, school, police …"),
                    new Member("result", false, "What came of it."),
                    ON,
                    CASE),
            new Described(
                    "/case/notes",
                    "Write down what whoever goes on with the case should know. It stands in the child's history",
                    new Member("note", true, "In a sentence or a few."),
                    CASE),
            new Described(
                    "/case/location",
                    "Say how the child was found. It changes nothing else: an agency's fact ends a record, moves or joins it",
                    new Member("outcome", true, "Not NOT_LOCATED.", values(TraceOutcome.values())),
                    ON,
                    CASE),
            new Described(
                    "/case/escalation",
                    "Hand the case up, one level unless said",
                    new Member("level", false, "Above where it is.", values(CaseLevel.values())),
                    new Member("reason", true, "Why, in a sentence."),
                    CASE),
            new Described(
                    "/case/closure",
                    "End the search",
                    new Member(
                            "outcome", false, "Required unless the child was located.", values(TraceOutcome.values())),
                    CASE),
            new Described(
                    "/case/reopening",
                    "Take the case that was closed last, or the named one, up again",
                    new Member("reason", true, "Why, in a sentence."),
                    CASE));

    private OrderDescription() {}

    private static List<String> values(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static final Described RESOLUTION = new Described(
            "/v1/contradictions/{id}/resolution",
            "Facts that exclude each other were looked into. The flag lifts, both facts stay. `contradiction-resolved`",
            WHY);

    /** Adds to the paths that are there what their signatures do not say. */
    static void describe(OpenAPI api) {
        PathItem resolution = api.getPaths().get(RESOLUTION.path());
        if (resolution != null && resolution.getPost() != null) {
            describe(resolution.getPost(), RESOLUTION);
        }
        for (Described order : ORDERS) {
            PathItem item = api.getPaths().get("/v1/children/{id}" + order.path());
            if (item != null && item.getPost() != null) {
                describe(item.getPost(), order);
            }
        }
    }

    private static void describe(Operation operation, Described order) {
        operation.setSummary(order.line());
        operation.setDescription(
                order.more() + "For MONITOR (own regions) and ADMIN. Sent again under the same key it is answered as"
                        + " before, with other content it is refused.");
        operation.addParametersItem(new HeaderParameter()
                .name(OfficerDoor.KEY)
                .description("Makes it harmless to send again; the account's own. Instead of it: the member `ref`.")
                .schema(text()));
        operation.setRequestBody(new RequestBody()
                .content(new Content().addMediaType("application/json", new MediaType().schema(body(order)))));
        var responses = operation.getResponses();
        responses.addApiResponse("201", answer("Recorded: it survives the death of the process"));
        responses.addApiResponse("200", answer("Recorded before: the answer of then"));
        responses.addApiResponse("400", OpenApiConfiguration.problem("The form is wrong"));
        responses.addApiResponse(
                "404", OpenApiConfiguration.problem("There is no such child, or it is not yours to read"));
        responses.addApiResponse("409", OpenApiConfiguration.problem("It does not fit what was decided before"));
        if (List.of(order.members()).contains(WHY)) {
            responses.addApiResponse("422", OpenApiConfiguration.problem("The same record is named twice"));
        }
    }

    private static Schema<?> body(Described order) {
        var body = new JsonSchema();
        body.setTypes(new LinkedHashSet<>(List.of("object")));
        var required = new ArrayList<String>();
        for (Member member : order.members()) {
            var schema = text();
            schema.setDescription(member.meaning());
            if (!member.values().isEmpty()) {
                schema.setEnum(new ArrayList<>(member.values()));
            }
            body.addProperty(member.name(), schema);
            if (member.required()) {
                required.add(member.name());
            }
        }
        body.addProperty("ref", text());
        body.setAdditionalProperties(false);
        if (!required.isEmpty()) {
            body.setRequired(required);
        }
        return body;
    }

    private static JsonSchema text() {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of("string")));
        return schema;
    }

    private static ApiResponse answer(String meaning) {
        return new ApiResponse()
                .description(meaning)
                .content(new Content()
                        .addMediaType("application/json", new MediaType().schema(FactSchemas.reference("Answer"))));
    }
}
