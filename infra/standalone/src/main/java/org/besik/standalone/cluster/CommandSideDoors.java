package org.besik.standalone.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.besik.events.caller.Caller;
import org.besik.query.intake.Reached;
import org.besik.query.web.ShowingDoors;
import org.besik.standalone.security.CallerAuthentication;
import org.besik.standalone.security.InsideTokens;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Hands what a page posts to the command side, in the name of whoever is signed in: it checks role and region as it does of
 * a program.
 */
final class CommandSideDoors extends ShowingDoors {

    private static final Logger LOG = System.getLogger(CommandSideDoors.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    private static final String ANSWERS = "application/json, application/problem+json";
    private static final String ANYTHING = "*/*";

    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A file of a gigabyte comes over a village's line. */
    private static final Duration PATIENCE_FOR_FILES = Duration.ofHours(1);

    private static final List<String> HEADERS_OF_FILES = List.of("Content-Type", "Content-Disposition");
    private static final int UNAVAILABLE = 503;

    private final URI commandSide;
    private final InsideTokens tokens;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    CommandSideDoors(URI commandSide, InsideTokens tokens, Reached reached) {
        super(reached);
        this.commandSide = commandSide;
        this.tokens = tokens;
    }

    @Override
    public boolean leadToOneOfSeveral() {
        return true;
    }

    @Override
    protected Outcome order(String path, JsonNode body) {
        return ask(to(path, Map.of(), ANSWERS, PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    @Override
    public Outcome get(String path, Map<String, String> parameters) {
        return ask(to(path, parameters, ANSWERS, PATIENCE).GET());
    }

    @Override
    public Outcome send(String path, String fileName, InputStream file) {
        String boundary = "besik-" + UUID.randomUUID();
        return ask(to(path, Map.of(), ANSWERS, PATIENCE_FOR_FILES)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(part(boundary, fileName, file)));
    }

    /** A part, not the bare body: only there may a file's name be in any script. */
    private static BodyPublisher part(String boundary, String fileName, InputStream file) {
        String name = fileName.replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        return BodyPublishers.concat(
                BodyPublishers.ofString(head, UTF_8),
                BodyPublishers.ofInputStream(() -> file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", UTF_8));
    }

    @Override
    public void pass(String path, Map<String, String> parameters, HttpServletResponse response) throws IOException {
        try {
            HttpResponse<InputStream> answer =
                    answer(to(path, parameters, ANYTHING, PATIENCE).GET(), BodyHandlers.ofInputStream());
            response.setStatus(answer.statusCode());
            for (String header : HEADERS_OF_FILES) {
                answer.headers().firstValue(header).ifPresent(value -> response.setHeader(header, value));
            }
            try (InputStream in = answer.body();
                    OutputStream out = response.getOutputStream()) {
                in.transferTo(out);
            }
        } catch (Away away) {
            response.sendError(UNAVAILABLE);
        }
    }

    private HttpRequest.Builder to(String path, Map<String, String> parameters, String accept, Duration patience) {
        if (!path.startsWith("/v1/") || path.contains("..") || path.contains("//")) {
            throw new IllegalArgumentException("pages go to the interface only");
        }
        var address = UriComponentsBuilder.fromPath(path);
        parameters.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return HttpRequest.newBuilder(commandSide.resolve(
                        address.encode().buildAndExpand(parameters).toUriString()))
                .timeout(patience)
                .header("Accept", accept)
                .header("Authorization", "Bearer " + tokens.of(signedIn()));
    }

    private static Caller signedIn() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication) {
            return authentication.caller();
        }
        throw new IllegalStateException("nobody is signed in");
    }

    private Outcome ask(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = answer(request, BodyHandlers.ofByteArray());
            return new Outcome(answer.statusCode(), json(answer.body()));
        } catch (Away away) {
            LOG.log(Level.WARNING, "the command side does not answer what a page asked");
            return new Outcome(
                    UNAVAILABLE, JsonNodeFactory.instance.objectNode().put("code", "unavailable"));
        }
    }

    private <T> HttpResponse<T> answer(HttpRequest.Builder request, BodyHandler<T> handler) throws Away {
        try {
            return http.send(request.build(), handler);
        } catch (IOException unreachable) {
            throw new Away(unreachable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Away(stop);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** Whoever records facts cannot be reached, or went away in the middle. */
    private static final class Away extends Exception {

        private static final long serialVersionUID = 1L;

        Away(Exception why) {
            super(why);
        }
    }
}
