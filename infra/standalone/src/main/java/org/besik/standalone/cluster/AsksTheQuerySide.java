package org.besik.standalone.cluster;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.besik.command.facts.MayRead;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.standalone.security.InsideTokens;

/**
 * Whether a caller may read a child, where that is known: the query side is asked in the caller's name. While it does not
 * answer, only those may who read every record anyhow.
 */
final class AsksTheQuerySide implements MayRead {

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
        URI record = querySide.resolve("/v1/children/" + URLEncoder.encode(child.value(), StandardCharsets.UTF_8));
        try {
            int status = http.send(
                            HttpRequest.newBuilder(record)
                                    .timeout(PATIENCE)
                                    .header("Authorization", "Bearer " + tokens.of(caller))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status == OK || status == NOT_FOUND) {
                return status == OK;
            }
            LOG.log(Level.WARNING, "the query side answers {0} when asked who may read a child", status);
        } catch (IOException away) {
            LOG.log(Level.WARNING, "the query side does not answer who may read a child");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return MayRead.readsAll(caller);
    }
}
