package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashSet;
import java.util.List;

/** What senders of files are told: in which forms a file comes, that it is harmless to send twice, and what a report says. */
final class BatchDescription {

    private static final String COLUMNS = """
            fact,ref,occurredOn,child.iin,data.service,data.strength,data.kind
            contact,visit-1,2026-03-04,240115600013,HEALTH,SEEN,home-visit
            """;

    private BatchDescription() {}

    static void describe(OpenAPI api) {
        api.getPaths().forEach((path, item) -> {
            switch (path) {
                case "/v1/batches" -> {
                    post(item.getPost());
                    item.getGet().setSummary("The caller's files, the last first");
                }
                case "/v1/batches/{id}" -> {
                    Operation one = item.getGet();
                    one.setSummary("How far a file is");
                    one.setDescription(
                            "The account that sent it, whoever speaks for the same agency, and administrators may ask.");
                    one.getResponses().addApiResponse("404", notThere());
                }
                case "/v1/batches/{id}/refusals" -> refusals(item.getGet());
                case "/v1/deliveries" -> {
                    item.getGet().setSummary("What became of the caller's facts: by day, and the last refusals");
                    item.getGet()
                            .setDescription(
                                    "However they came: singly, as a stream or as a file. The last 90 days with"
                                            + " deliveries and the last 200 refusals. `agency`: another sender's, for administrators.");
                }
                default -> {}
            }
        });
    }

    private static ApiResponse notThere() {
        return OpenApiConfiguration.problem("It is not there, or not yours");
    }

    private static void refusals(Operation refusals) {
        refusals.setSummary("What was refused, by line");
        refusals.setDescription(
                "One JSON object a line: `line`, `ref`, `problem`. `Accept: text/csv` or `format=csv`: a table. "
                        + "`Accept: application/json`: the first hundred as `items`.");
        refusals.getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("The report so far")
                                .content(new Content()
                                        .addMediaType("application/x-ndjson", new MediaType().schema(refusal()))
                                        .addMediaType("text/csv", new MediaType().schema(text()))));
        refusals.getResponses().addApiResponse("404", notThere());
    }

    private static void post(Operation post) {
        post.setSummary("Send a file of facts");
        post.setDescription("""
                NDJSON or CSV, plain or gzip, as the body or as the first file of a form. Once this is answered the file \
                will be decided, also across a crash; `Location` says how far it is. Every fact keeps its reference, so a \
                file sent twice is recorded once. The first line of a CSV names the columns: a dot leads into an object, \
                an empty cell says nothing, and commas, semicolons and tabs are taken.""");
        var name = new HeaderParameter();
        name.setName("X-File-Name");
        name.setDescription("What the file is called, where it comes as the body itself.");
        name.setSchema(text());
        post.addParametersItem(name);
        var form = new JsonSchema();
        form.setTypes(new LinkedHashSet<>(List.of("object")));
        var file = text();
        file.setFormat("binary");
        form.addProperty("file", file);
        form.setRequired(List.of("file"));
        post.setRequestBody(new RequestBody()
                .required(true)
                .content(new Content()
                        .addMediaType("multipart/form-data", new MediaType().schema(form))
                        .addMediaType("application/x-ndjson", new MediaType().schema(FactSchemas.reference("Fact")))
                        .addMediaType("text/csv", new MediaType().schema(text()).example(COLUMNS))));
        post.getResponses().remove("200");
        post.getResponses()
                .addApiResponse(
                        "202",
                        new ApiResponse()
                                .description("Taken")
                                .content(new Content()
                                        .addMediaType(
                                                "application/json",
                                                new MediaType().schema(FactSchemas.reference("Status")))));
        post.getResponses()
                .addApiResponse("400", OpenApiConfiguration.problem("The file is damaged, or there is none"));
        post.getResponses().addApiResponse("413", OpenApiConfiguration.problem("More than 4 GiB, unpacked"));
        post.getResponses().addApiResponse("415", OpenApiConfiguration.problem("Neither NDJSON nor CSV"));
    }

    private static JsonSchema refusal() {
        var refusal = new JsonSchema();
        refusal.setTypes(new LinkedHashSet<>(List.of("object")));
        var line = new JsonSchema();
        line.setTypes(new LinkedHashSet<>(List.of("integer")));
        refusal.addProperty("line", line);
        refusal.addProperty("ref", text());
        refusal.addProperty("problem", FactSchemas.reference("Problem"));
        return refusal;
    }

    private static JsonSchema text() {
        var text = new JsonSchema();
        text.setTypes(new LinkedHashSet<>(List.of("string")));
        return text;
    }
}
