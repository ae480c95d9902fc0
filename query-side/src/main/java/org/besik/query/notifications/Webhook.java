package org.besik.query.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts messages as JSON, signed as Standard Webhooks has it: {@code webhook-signature: v1,BASE64} of HMAC-SHA256 over
 * {@code ID.TIMESTAMP.BODY}, id and timestamp being the headers {@code webhook-id} and {@code webhook-timestamp}. Only the
 * address that an administrator named is called: redirects are not followed, what is answered is not read.
 */
final class Webhook implements Way {

    /** What secrets begin with when they are shown; what follows is base64. */
    static final String SECRET_PREFIX = "whsec_";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final int NO_LONGER_OK = 300;

    private final Subscriptions subscriptions;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient http;

    /** @param patience for a receiver to answer */
    Webhook(Subscriptions subscriptions, Clock clock, Duration patience) {
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** Why an address cannot be called; null: it can. */
    static @Nullable String wrong(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (java.net.URISyntaxException garbled) {
            return "It is no address.";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            return "It has a host, and neither an account nor a fragment.";
        }
        return scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(uri.getHost()))
                ? null
                : "It begins with https://; http:// is for trying out on this machine.";
    }

    @Override
    public void tell(Subscription subscription, Message message) throws NotTaken, InterruptedException {
        byte[] body = body(subscription, message);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(subscription.target()))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Besik")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", timestamp)
                .header(
                        "webhook-signature",
                        signature(subscriptions.secret(subscription), message.id(), timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int status = status(request);
        if (status < OK || status >= NO_LONGER_OK) {
            throw new NotTaken("It answered " + status + ".");
        }
    }

    private int status(HttpRequest request) throws NotTaken, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // The request's own timeout ends with the head of the answer; a body may trickle for ever
            return answer.get(patience.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException slow) {
            throw new NotTaken("It did not answer in time.");
        } catch (ExecutionException failed) {
            throw new NotTaken(
                    failed.getCause() instanceof IOException cause
                            ? "It could not be reached (" + cause.getClass().getSimpleName() + ")."
                            : "It could not be called.");
        } finally {
            answer.cancel(true);
        }
    }

    /** What is posted; the same bytes each time. */
    static byte[] body(Subscription subscription, Message message) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", message.id());
        data.put("subscription", subscription.id());
        data.put("region", message.region());
        data.put("flags", message.flags().stream().map(Webhook::members).toList());
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "children.flagged");
        body.put("timestamp", message.createdAt().toString());
        body.put("data", data);
        return JSON.writeValueAsBytes(body);
    }

    private static Map<String, Object> members(Message.Flagged flag) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", flag.id());
        members.put("childId", flag.childId());
        members.put("reason", flag.reason());
        members.put("severity", flag.severity().name());
        members.put("flaggedOn", flag.flaggedOn());
        members.put("holds", flag.holds());
        return members;
    }

    static String signature(byte[] secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
