package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.besik.command.facts.FactsController;
import org.besik.command.refusal.Rule;
import org.besik.events.caller.Caller;
import org.besik.query.web.FactForms;
import org.besik.standalone.openapi.FactExamples.FactExample;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes the interface. What controllers say with their signatures is found by springdoc; what they do not say, the
 * shapes of facts, answers and problems, is added here.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:openapi.properties")
class OpenApiConfiguration {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "token";

    static {
        // The caller comes from the token, not from the request's parameters.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI besik() {
        var scheme = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("Claims: agency, services, regions, roles, scope.");
        return new OpenAPI()
                .info(new Info()
                        .title("Besik")
                        .version("1")
                        .description("One record per child from birth to majority, so that no child is lost.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components().addSecuritySchemes(TOKEN, scheme))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    FactForms factForms() {
        return new FormsOfFacts();
    }

    @Bean
    GlobalOpenApiCustomizer facts() {
        return api -> {
            Components components = api.getComponents();
            for (FactExample example : FactExamples.ALL) {
                components.addSchemas(name(example), FactSchemas.fact(example));
            }
            components.addSchemas("Fact", anyFact());
            components.addSchemas("ChildReference", FactSchemas.childReference());
            components.addSchemas("Answer", FactSchemas.answer());
            components.addSchemas("Problem", FactSchemas.problem(rules()));
            components.addSchemas("AgencyDescription", FactSchemas.agency());
            // Not where this process is the query side of a cluster
            if (api.getPaths().containsKey("/v1/facts")) {
                api.getPaths().addPathItem("/v1/facts", new PathItem().post(postFacts()));
            }
            PathItem agency = api.getPaths().get("/v1/agencies/{id}");
            if (agency != null && agency.getPut() != null) {
                agency.getPut()
                        .description(
                                "Describe a registry before its first birth, unless its id is `registry`: what an agency"
                                        + " of another service says of a birth is a notice, and the child stays unregistered.")
                        .requestBody(new RequestBody()
                                .required(true)
                                .content(json(FactSchemas.reference("AgencyDescription"))));
            }
            BatchDescription.describe(api);
            AuditDescription.describe(api);
            ClusterDescription.describe(api);
            OrderDescription.describe(api);
            NotificationDescription.describe(api);
            RulesDescription.describe(api);
            QuestionDescription.describe(api);
            Groups.describe(api);
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(OpenApiConfiguration::addTokenProblems));
        };
    }

    private static void addTokenProblems(Operation operation) {
        ApiResponses responses = operation.getResponses();
        responses.computeIfAbsent("401", status -> problem("There is no token, or it does not hold"));
        responses.computeIfAbsent("403", status -> problem("The token does not allow this"));
    }

    private static Operation postFacts() {
        var body = new JsonSchema();
        var array = new JsonSchema();
        array.setTypes(new LinkedHashSet<>(List.of("array")));
        array.setItems(FactSchemas.reference("Fact"));
        array.setMaxItems(FactsController.LARGEST_ARRAY);
        body.addOneOfItem(FactSchemas.reference("Fact"));
        body.addOneOfItem(array);
        var one = new MediaType().schema(body);
        for (FactExample example : FactExamples.ALL) {
            one.addExamples(
                    example.kind(),
                    new Example().summary(example.meaning()).value(JSON.readValue(example.fact(), Map.class)));
        }
        var responses = new ApiResponses();
        responses.addApiResponse("201", answered("Recorded: it survives the death of the process"));
        responses.addApiResponse(
                "200",
                answered("Recorded before; or the answers to an array or stream, in order")
                        .content(json(FactSchemas.reference("Answer"))
                                .addMediaType(
                                        "application/x-ndjson",
                                        new MediaType().schema(FactSchemas.reference("Answer")))));
        for (String status : List.of("400", "409", "413", "422", "503")) {
            responses.addApiResponse(status, problem(meaning(status)));
        }
        return new Operation()
                .operationId("postFacts")
                .summary("Report one fact, an array of up to 1,000, or a stream of any length")
                .description("""
                        A stream has one fact a line and is answered one line each, in order, while it is still being \
                        read. A fact is known by its agency and reference: sent again with the same content it is \
                        answered as before, with other content it is refused. A body may be packed with gzip.""")
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType("application/json", one)
                                .addMediaType(
                                        "application/x-ndjson", new MediaType().schema(FactSchemas.reference("Fact")))))
                .responses(responses);
    }

    private static String meaning(String status) {
        return switch (status) {
            case "400" -> "The form is wrong";
            case "409" -> "It stands against what is recorded";
            case "413" -> "The array is too long";
            case "422" -> "A value cannot be true";
            default -> "Nothing can be recorded now; send it again";
        };
    }

    private static Schema<?> anyFact() {
        var schema = new JsonSchema();
        FactExamples.ALL.forEach(example -> schema.addOneOfItem(FactSchemas.reference(name(example))));
        return schema;
    }

    private static Map<String, String> rules() {
        var rules = new LinkedHashMap<String, String>();
        for (Rule rule : Rule.values()) {
            rules.put(rule.code(), "(" + rule.status() + ") " + rule.title());
        }
        return rules;
    }

    private static ApiResponse answered(String description) {
        return new ApiResponse().description(description).content(json(FactSchemas.reference("Answer")));
    }

    static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(FactSchemas.reference("Problem"))));
    }

    private static Content json(Schema<?> schema) {
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }

    private static String name(FactExample example) {
        return "fact." + example.kind();
    }
}
