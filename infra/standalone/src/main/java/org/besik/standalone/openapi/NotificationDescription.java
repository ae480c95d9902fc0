package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.query.untracked.Reason;
import org.besik.query.untracked.Severity;

/** What administrators are told about subscriptions, and receivers about what they get. */
final class NotificationDescription {

    private static final String ONE = "/v1/notifications/{id}";

    private static final String RECEIVING = """
            A webhook gets `POST` with `{"type":"children.flagged","timestamp","data":{"id","subscription","region",\
            "flags":[{"id","childId","reason","severity","flaggedOn","holds"}]}}`; no name, no birth date. It answers 2xx \
            within ten seconds, else the same message comes again, after 5 s, 10 s … up to an hour. A message that comes \
            twice has the same `webhook-id`, a flag the same `id` for ever. Signed as Standard Webhooks has it: to verify, \
            compare `webhook-signature` with `v1,` + base64(HMAC-SHA256(key, `webhook-id` + "." + `webhook-timestamp` + "." \
            + the body as received)), the key being what follows `whsec_` in the secret, base64-decoded, and drop what is \
            older than five minutes. Redirects are not followed. E-mail is a digest of one region each.""";

    private NotificationDescription() {}

    /** Adds to the paths that are there what their signatures do not say. */
    static void describe(OpenAPI api) {
        PathItem all = api.getPaths().get("/v1/notifications");
        PathItem one = api.getPaths().get(ONE);
        PathItem secret = api.getPaths().get(ONE + "/secret");
        if (all == null || one == null || secret == null) {
            return;
        }
        say(all.getGet(), "Who is told of flags, and how it goes");
        say(one.getGet(), "One subscription: last delivered, how many flags wait, failing since when and why");
        say(one.getDelete(), "End a subscription, with what waits");
        say(secret.getPost(), "Another secret, from the next message on");
        say(one.getPut(), "Subscribe to flags from now on, or change a subscription; its `secret` is shown once");
        one.getPut().setDescription(one.getPut().getDescription() + "\n\n" + RECEIVING);
        one.getPut()
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType("application/json", new MediaType().schema(form()))));
        one.getPut().getResponses().addApiResponse("400", OpenApiConfiguration.problem("A member is missing or wrong"));
        one.getGet()
                .getResponses()
                .addApiResponse("404", OpenApiConfiguration.problem("There is no such subscription"));
    }

    private static void say(Operation operation, String summary) {
        operation.summary(summary).description("It takes the role ADMIN.");
    }

    private static JsonSchema form() {
        JsonSchema form = typed("object");
        form.addProperty("channel", oneOf("WEBHOOK", "EMAIL"));
        form.addProperty("target", said("An https:// address (http:// on this machine only), or an address of mail."));
        form.addProperty("regions", list(said("An ISO 3166-2 code, `unknown`, or `KZ`: all.")));
        form.addProperty(
                "reasons", list(oneOf(Stream.of(Reason.values()).map(Enum::name).toArray(String[]::new))));
        form.addProperty(
                "minSeverity",
                oneOf(Stream.of(Severity.values()).map(Enum::name).toArray(String[]::new)));
        JsonSchema hours = typed("object");
        hours.setDescription(
                "Nothing is sent from … to; it is told in one message afterwards. By the clock where days turn.");
        hours.addProperty("from", said("`21:00`"));
        hours.addProperty("to", said("`07:00`"));
        hours.setRequired(List.of("from", "to"));
        form.addProperty("quietHours", hours);
        form.addProperty("language", oneOf("kk", "ru", "en"));
        form.setRequired(List.of("channel", "target", "regions"));
        form.setAdditionalProperties(false);
        form.setExample(Map.of(
                "channel",
                "WEBHOOK",
                "target",
                "https://receiver.example/besik",
                "regions",
                List.of("KZ-71"),
                "quietHours",
                Map.of("from", "21:00", "to", "07:00")));
        return form;
    }

    private static JsonSchema typed(String type) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    private static JsonSchema said(String meaning) {
        JsonSchema text = typed("string");
        text.setDescription(meaning);
        return text;
    }

    private static JsonSchema oneOf(String... values) {
        JsonSchema text = typed("string");
        text.setEnum(new ArrayList<>(List.of(values)));
        return text;
    }

    private static JsonSchema list(JsonSchema of) {
        JsonSchema list = typed("array");
        list.setItems(of);
        return list;
    }
}
