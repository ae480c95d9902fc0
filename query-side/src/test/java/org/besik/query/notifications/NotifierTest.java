package org.besik.query.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.notifications.Subscriptions.Kept;
import org.besik.query.notifications.Told.FlaggedViews;
import org.besik.query.notifications.Told.HeldClock;
import org.besik.query.rules.SchoolCalendar;
import org.besik.query.untracked.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real receivers: who answers, who fails, who is slow, who sends us elsewhere. */
@Timeout(60)
class NotifierTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    @TempDir
    Path folder;

    final HeldClock clock = new HeldClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Posted> posted = new CopyOnWriteArrayList<>();
    final CountDownLatch slowMayAnswer = new CountDownLatch(1);
    FlaggedViews views;
    SubscriptionRows rows;
    Subscriptions subscriptions;
    HttpServer receiver;
    GreenMail mailServer;
    int mailPort;
    volatile int status = 204;

    /** What a receiver got. */
    record Posted(String path, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        List<String> children() {
            return JSON.readTree(body)
                    .at("/data/flags")
                    .valueStream()
                    .map(flag -> flag.path("childId").asString())
                    .toList();
        }

        String region() {
            return JSON.readTree(body).at("/data/region").asString();
        }
    }

    @BeforeEach
    void open() throws IOException {
        views = new FlaggedViews(folder);
        rows = SqliteSubscriptionRows.open(folder.resolve("notifications.db"));
        subscriptions = new Subscriptions(rows, Told.OPEN);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::answer);
        receiver.start();
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        mailPort = mailServer.getSmtp().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        posted.add(new Posted(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        try {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                slowMayAnswer.await();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", target("elsewhere"));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        slowMayAnswer.countDown();
        receiver.stop(0);
        mailServer.stop();
        rows.close();
        views.close();
    }

    String target(String path) {
        return "http://localhost:" + receiver.getAddress().getPort() + "/" + path;
    }

    void subscribe(Subscription subscription) {
        subscriptions.change(subscription.id(), none -> new Kept(subscription, Progress.from(0)));
    }

    void subscribe(String id, String region) {
        subscribe(Told.subscription(id, target(id), region, null, SECRET));
    }

    Progress progress(String id) {
        Kept kept = subscriptions.find(id);
        assertThat(kept).isNotNull();
        return kept.progress();
    }

    Notifier notifier(Duration gather, Duration patience) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        Map<Channel, Way> ways = new EnumMap<>(Channel.class);
        ways.put(Channel.WEBHOOK, new Webhook(subscriptions, clock, patience));
        ways.put(Channel.EMAIL, new Mail("smtp://127.0.0.1:" + mailPort, "besik@region.example", texts, Told.ALMATY));
        return new Notifier(
                subscriptions,
                ways,
                views,
                SchoolCalendar.standard(),
                () -> true,
                gather,
                Executors.newVirtualThreadPerTaskExecutor(),
                clock,
                meters);
    }

    Notifier started() {
        var notifier = notifier(Duration.ZERO, Duration.ofSeconds(5));
        notifier.start();
        return notifier;
    }

    double counted(String channel, String outcome) {
        return meters.get("besik.notifications")
                .tags("channel", channel, "outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void a_webhook_is_told_by_region_signed_and_without_a_name_or_a_birthday() throws Exception {
        subscribe("nation", "KZ");
        views.flag("KZ-71", "ada", "bek");
        views.flag("KZ-75", "can");
        try (var notifier = started()) {
            await().untilAsserted(
                            () -> assertThat(progress("nation").lastDelivered()).isEqualTo(clock.instant()));
            await().untilAsserted(() -> assertThat(progress("nation").waiting()).isEmpty());
        }
        assertThat(posted).extracting(Posted::region).containsExactly("KZ-71", "KZ-75");
        assertThat(posted).extracting(Posted::children).containsExactly(List.of("ada", "bek"), List.of("can"));
        Posted first = posted.getFirst();
        JsonNode flag = JSON.readTree(first.body()).at("/data/flags/0");
        assertThat(flag.propertyNames()).containsExactly("id", "childId", "reason", "severity", "flaggedOn", "holds");
        assertThat(flag.path("reason").asString()).isEqualTo("NEWBORN_UNSEEN");
        assertThat(flag.path("holds").asBoolean()).isTrue();
        assertThat(new String(first.body(), UTF_8)).doesNotContain("Ospanova", "2026-01-10");
        assertThat(counted("webhook", "delivered")).isEqualTo(2);

        // As a receiver checks it
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update((first.header("webhook-id") + "." + first.header("webhook-timestamp") + ".").getBytes(UTF_8));
        assertThat(first.header("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(first.body())));
        assertThat(first.header("webhook-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(JSON.readTree(first.body()).at("/data/id").asString()).isEqualTo(first.header("webhook-id"));
    }

    @Test
    void only_what_was_asked_for_is_told_and_of_a_sealed_child_nothing() {
        subscribe("astana", "KZ-71");
        subscribe(new Subscription(
                "moves",
                Channel.WEBHOOK,
                target("moves"),
                Set.of("KZ"),
                Set.of("LOST_IN_TRANSIT"),
                null,
                null,
                "en",
                SECRET));
        subscribe(new Subscription(
                "severe",
                Channel.WEBHOOK,
                target("severe"),
                Set.of("KZ"),
                Set.of(),
                Severity.CRITICAL,
                null,
                "en",
                SECRET));
        views.flag("KZ-75", "can");
        views.flagSealed("KZ-71", "hidden");
        views.flag("KZ-71", "ada");
        try (var notifier = started()) {
            await().untilAsserted(() -> List.of("astana", "moves", "severe")
                    .forEach(id -> assertThat(progress(id))
                            .extracting(Progress::position, Progress::waiting)
                            .containsExactly(3L, List.of())));
        }
        assertThat(posted).extracting(Posted::children).containsExactly(List.of("ada"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 302, 410})
    void who_fails_is_told_again_after_growing_pauses_with_the_same_message(int answer) {
        status = answer;
        subscribe("astana", "KZ-71");
        views.flag("KZ-71", "ada");
        try (var notifier = started()) {
            for (int attempts = 1; attempts <= 3; attempts++) {
                int times = attempts;
                await().untilAsserted(
                                () -> assertThat(progress("astana").attempts()).isEqualTo(times));
                Progress progress = progress("astana");
                assertThat(progress.failingSince()).isEqualTo(HeldClock.at("12:00"));
                assertThat(progress.problem()).isEqualTo("It answered " + answer + ".");
                assertThat(progress.nextAttempt()).isEqualTo(clock.instant().plusSeconds(5L << (attempts - 1)));
                clock.to(progress.nextAttempt());
            }
            // What comes meanwhile waits, and is told when the receiver is back
            views.flag("KZ-71", "bek");
            await().untilAsserted(
                            () -> assertThat(progress("astana").attempts()).isEqualTo(4));
            status = 200;
            clock.to(clock.instant().plus(Duration.ofHours(1)));
            await().untilAsserted(() -> {
                assertThat(progress("astana").waiting()).isEmpty();
                assertThat(progress("astana").position()).isEqualTo(2);
            });
            assertThat(progress("astana").failingSince()).isNull();
        }
        // Redirects were not followed
        assertThat(posted).extracting(Posted::path).containsOnly("/astana");
        List<Posted> first = posted.subList(0, 5);
        assertThat(first)
                .extracting(each -> each.header("webhook-id"))
                .containsOnly(first.getFirst().header("webhook-id"));
        assertThat(first)
                .allSatisfy(each ->
                        assertThat(each.body()).isEqualTo(first.getFirst().body()));
        assertThat(posted.getLast().children()).containsExactly("bek");
        assertThat(counted("webhook", "failed")).isEqualTo(4);
        assertThat(counted("webhook", "delivered")).isEqualTo(2);
    }

    @Test
    void nobody_waits_for_a_slow_receiver() {
        subscribe("slow", "KZ");
        subscribe("astana", "KZ-71");
        try (var notifier = started()) {
            views.flag("KZ-71", "ada");
            await().untilAsserted(
                            () -> assertThat(posted).extracting(Posted::path).contains("/slow", "/astana"));
            views.flag("KZ-71", "bek");
            await().untilAsserted(
                            () -> assertThat(progress("astana").position()).isEqualTo(2));
            assertThat(progress("slow").lastDelivered()).isNull();
            slowMayAnswer.countDown();
            await().untilAsserted(() -> assertThat(progress("slow").position()).isEqualTo(2));
        }
    }

    @Test
    void who_does_not_answer_in_time_is_told_again() {
        subscribe("slow", "KZ");
        views.flag("KZ-71", "ada");
        try (var notifier = notifier(Duration.ZERO, Duration.ofMillis(200))) {
            notifier.start();
            await().untilAsserted(() -> assertThat(progress("slow").attempts()).isEqualTo(1));
            assertThat(progress("slow").waiting()).hasSize(1);
        }
    }

    @Test
    void what_comes_in_quiet_hours_is_told_in_one_message_after_them() {
        subscribe(Told.subscription(
                "astana", target("astana"), "KZ-71", new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0)), SECRET));
        subscribe("loud", "KZ-71");
        clock.to(HeldClock.at("23:00"));
        try (var notifier = started()) {
            views.flag("KZ-71", "ada");
            await().untilAsserted(() -> assertThat(progress("loud").position()).isEqualTo(1));
            clock.to(HeldClock.at("06:59").plus(Duration.ofDays(1)));
            views.flag("KZ-71", "bek");
            await().untilAsserted(() -> assertThat(progress("loud").position()).isEqualTo(2));
            assertThat(progress("astana").position()).isZero();
            Kept kept = subscriptions.find("astana");
            assertThat(kept).isNotNull();
            assertThat(notifier.waiting(kept)).isEqualTo(2);
            clock.to(HeldClock.at("07:00").plus(Duration.ofDays(1)));
            await().untilAsserted(
                            () -> assertThat(progress("astana").lastDelivered()).isNotNull());
        }
        assertThat(posted.stream().filter(each -> each.path().equals("/astana")))
                .singleElement()
                .satisfies(each -> assertThat(each.children()).containsExactly("ada", "bek"));
    }

    @Test
    void flags_that_come_one_after_the_other_are_told_together() {
        subscribe("astana", "KZ-71");
        views.flag("KZ-71", "ada");
        try (var notifier = notifier(Duration.ofMillis(1_500), Duration.ofSeconds(5))) {
            notifier.start();
            views.flag("KZ-71", "bek");
            await().untilAsserted(
                            () -> assertThat(progress("astana").lastDelivered()).isNotNull());
        }
        assertThat(posted).extracting(Posted::children).containsExactly(List.of("ada", "bek"));
    }

    @Test
    void mail_is_a_digest_of_a_region_in_the_readers_language() throws Exception {
        subscribe(mail("ru", null));
        views.flag("KZ-71", "ada", "bek");
        views.flag("KZ-75", "can");
        try (var notifier = started()) {
            assertThat(mailServer.waitForIncomingEmail(20_000, 2)).isTrue();
            await().untilAsserted(() -> assertThat(progress("office").waiting()).isEmpty());
        }
        MimeMessage first = mailServer.getReceivedMessages()[0];
        assertThat(first.getSubject()).isEqualTo("Besik: отмечено детей: 2 · город Астана");
        assertThat(first.getAllRecipients()).extracting(Object::toString).containsExactly("office@region.example");
        assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String text = (String) first.getContent();
        assertThat(text).contains("ada  ", "bek  ").doesNotContain("Ospanova", "2026-01-10");
        assertThat(counted("email", "delivered")).isEqualTo(2);
    }

    @Test
    void mail_that_is_sent_again_is_the_same_mail() throws Exception {
        mailServer.stop();
        subscribe(mail("en", null));
        views.flag("KZ-71", "ada");
        try (var notifier = notifier(Duration.ZERO, Duration.ofSeconds(5))) {
            notifier.start();
            await().untilAsserted(
                            () -> assertThat(progress("office").attempts()).isEqualTo(1));
            assertThat(progress("office").problem())
                    .startsWith("The mail server did not take it (")
                    .doesNotContain("region.example");
            String id = progress("office").waiting().getFirst().id();
            mailServer = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mailServer.start();
            clock.to(clock.instant().plusSeconds(5));
            assertThat(mailServer.waitForIncomingEmail(20_000, 1)).isTrue();
            assertThat(mailServer.getReceivedMessages()[0].getMessageID()).isEqualTo("<" + id + "@besik>");
        }
    }

    private static Subscription mail(String language, @Nullable QuietHours quiet) {
        return new Subscription(
                "office", Channel.EMAIL, "office@region.example", Set.of("KZ"), Set.of(), null, quiet, language, null);
    }

    @ParameterizedTest
    @CsvSource({
        "https://receiver.example/besik?x=1, true",
        "http://localhost:9000/, true",
        "http://127.0.0.1/, true",
        "http://[::1]:80/, true",
        "http://receiver.example/, false",
        "http://localhost.example/, false",
        "https://receiver.example@receiver.example/, false",
        "https:///path, false",
        "ftp://receiver.example/, false",
        "file:///etc/passwd, false",
        "nonsense, false"
    })
    void only_safe_addresses_are_called(String address, boolean isGood) {
        assertThat(Webhook.wrong(address) == null).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({
        "office@region.example, true",
        "office, false",
        "Office <office@region.example>, false",
        "'a@b.example,c@d.example', false",
        "'a@b.example\nBcc: c@d.example', false"
    })
    void only_one_plain_address_is_written_to(String address, boolean isGood) {
        assertThat(Mail.wrong(address) == null).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({
        "21:00,07:00,21:00,true",
        "21:00,07:00,06:59,true",
        "21:00,07:00,07:00,false",
        "13:00,14:00,13:30,true",
        "13:00,14:00,14:00,false",
        "13:00,14:00,12:59,false"
    })
    void quiet_hours_may_cross_midnight(LocalTime from, LocalTime to, LocalTime now, boolean isQuiet) {
        assertThat(new QuietHours(from, to).contain(now)).isEqualTo(isQuiet);
    }

    @Test
    void pauses_grow_up_to_an_hour() {
        assertThat(Progress.pause(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Progress.pause(3)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Progress.pause(10)).isEqualTo(Duration.ofHours(1));
        assertThat(Progress.pause(1_000_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_next_flags_are_a_range_of_an_index() {
        org.besik.query.viewstore.sqlite.Explain.assertServedByIndex(FlagNews.after(5, 10));
    }
}
