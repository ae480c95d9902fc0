package org.besik.standalone.cluster;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.besik.command.facts.MayRead;
import org.besik.command.officers.Contradicted;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.standalone.security.InsideTokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a caller may read a child, where that is known: the query side is asked in the caller's name. While it does not
 * answer, only those may who read every record anyhow, and no contradiction is found.
 */
final class AsksTheQuerySide implements MayRead, Contradicted {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Logger LOG = System.getLogger(AsksTheQuerySide.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI querySide;
    private final InsideTokens tokens;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    AsksTheQuerySide(URI querySide, InsideTokens tokens) {
        this.querySide = querySide;
        this.tokens = tokens;
    }

    @Override
    public boolean mayRead(Caller caller, ChildId child) {
        HttpResponse<String> answer = ask(caller, "/v1/children/", child.value());
        return answer == null ? MayRead.readsAll(caller) : answer.statusCode() == OK;
    }

    @Override
    public Optional<ChildId> record(Caller caller, String contradiction) {
        HttpResponse<String> answer = ask(caller, "/v1/contradictions/", contradiction);
        return answer == null || answer.statusCode() != OK
                ? Optional.empty()
                : Optional.of(
                        new ChildId(JSON.readTree(answer.body()).path("record").asString()));
    }

    /** The answer in the caller's name; null: there is none that says anything. */
    private @Nullable HttpResponse<String> ask(Caller caller, String path, String id) {
        URI asked = querySide.resolve(path + URLEncoder.encode(id, StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(asked)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + tokens.of(caller))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() == OK || answer.statusCode() == NOT_FOUND) {
                return answer;
            }
            LOG.log(Level.WARNING, "the query side answers {0} when asked who may read a child", answer.statusCode());
        } catch (IOException away) {
            LOG.log(Level.WARNING, "the query side does not answer who may read a child");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
