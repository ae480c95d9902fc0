package org.besik.standalone.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.besik.command.officers.FlagController;
import org.besik.command.officers.FlagDesk;
import org.besik.events.caller.Caller;
import org.besik.query.flags.DueFlag;
import org.besik.query.flags.FlagRaiser;
import org.besik.standalone.security.InsideTokens;
import tools.jackson.databind.json.JsonMapper;

/** Has flags recorded where facts are decided. What is not answered is asked again with the next sweep. */
final class AsksTheCommandSide implements FlagRaiser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Caller SWEEP =
            new Caller("sweep", null, Set.of(), Set.of(Caller.NATION), Set.of(), Set.of(Caller.INSIDE));

    private final URI flags;
    private final InsideTokens tokens;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    AsksTheCommandSide(URI commandSide, InsideTokens tokens) {
        this.flags = commandSide.resolve("/v1/flags");
        this.tokens = tokens;
    }

    @Override
    public List<DueFlag> raise(List<DueFlag> due, LocalDate on) {
        var asked = new FlagController.Due(
                on,
                due.stream()
                        .map(flag -> new FlagDesk.Flag(
                                flag.child().value(), flag.reason(), flag.since(), flag.dueOn(), flag.ruleVersion()))
                        .toList());
        List<Boolean> raised = JSON.readValue(ask(JSON.writeValueAsBytes(asked)), FlagController.Raised.class)
                .raised();
        return IntStream.range(0, due.size())
                .filter(raised::get)
                .mapToObj(due::get)
                .toList();
    }

    private byte[] ask(byte[] body) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(flags)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + tokens.of(SWEEP))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                return answer.body();
            }
            throw new IllegalStateException("the command side answers " + answer.statusCode());
        } catch (IOException away) {
            throw new IllegalStateException("the command side does not answer", away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }
}
