package org.besik.command.facts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The door on a real web server, with a decider that remembers references and nothing else. */
final class Door implements AutoCloseable {

    static final ChildId SEALED = new ChildId("00000000-0000-4000-8000-000000000001");

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    final Decider decider = new Decider();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** How often somebody asked whether to go on, and whether they may. */
    final AtomicInteger paces = new AtomicInteger();

    volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    Door() {
        context.register(Wiring.class);
        context.registerBean(Deciding.class, () -> decider);
        context.registerBean(MeterRegistry.class, () -> meters);
        context.registerBean(Pace.class, () -> () -> {
            paces.incrementAndGet();
            mayGoOn.await();
        });
        context.refresh();
    }

    int port() {
        return context.getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
        decider.thread.shutdownNow();
    }

    /** Answers from a thread of its own, as the real one does. */
    static final class Decider implements Deciding {
        final ExecutorService thread = Executors.newSingleThreadExecutor();
        final List<Integer> groups = new CopyOnWriteArrayList<>();
        private final Map<String, Answer.Recorded> known = new ConcurrentHashMap<>();
        private final Map<String, String> content = new HashMap<>();
        private long position;

        /** While a chunk starts with a fact of this reference, the log is away. */
        volatile String unavailableAt = "";

        @Override
        public CompletableFuture<List<Answer>> record(List<Fact> facts) {
            return CompletableFuture.supplyAsync(() -> decide(facts), thread);
        }

        private List<Answer> decide(List<Fact> facts) {
            groups.add(facts.size());
            var answers = new ArrayList<Answer>();
            for (Fact fact : facts) {
                if (fact.ref().equals(unavailableAt)) {
                    throw new LogUnavailableException("the disk is full", new IOException());
                }
                answers.add(decide(fact));
            }
            return answers;
        }

        private Answer decide(Fact fact) {
            if (fact.ref().startsWith("taken-")) {
                return new Answer.RefusedFact(new Refused(Rule.IIN_TAKEN, "data.iin", "It is taken."), SEALED);
            }
            String key = fact.agency() + " " + fact.ref();
            String fingerprint = HexFormat.of().formatHex(fact.fingerprint());
            Answer.Recorded first = known.get(key);
            if (first == null) {
                position++;
                var recorded = new Answer.Recorded(fact.newChildId(), fact.newEventId(), position, null);
                known.put(key, recorded);
                content.put(key, fingerprint);
                return recorded;
            }
            if (!fingerprint.equals(content.get(key))) {
                return new Answer.RefusedFact(new Refused(Rule.REFERENCE_REUSED, "ref", "It was used."), null);
            }
            return new Answer.Duplicate(first.childId(), first.eventId(), first.position(), first.handoffId());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @Import({
        FactsConfiguration.class,
        FactsController.class,
        AgenciesController.class,
        ProblemAdvice.class,
        StreamingServer.class
    })
    static class Wiring implements WebMvcConfigurer {

        @Bean
        TomcatServletWebServerFactory server(StreamingServer streaming) {
            var factory = new TomcatServletWebServerFactory(0);
            streaming.customize(factory);
            return factory;
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        ServletRegistrationBean<DispatcherServlet> registration(DispatcherServlet servlet) {
            return new ServletRegistrationBean<>(servlet, "/");
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-22T06:00:00Z"), ZoneId.of("Asia/Almaty"));
        }

        @Bean
        Fingerprints fingerprints() {
            return Fingerprints.keyed(new byte[] {1});
        }

        @Bean
        Agencies agencies() {
            return new Agencies() {
                private final List<Agency> all = new CopyOnWriteArrayList<>();

                @Override
                public List<Agency> all() {
                    return all;
                }

                @Override
                public void describe(Agency agency, Caller by) {
                    all.add(agency);
                }
            };
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new WhoeverItSays());
        }
    }

    /** Takes the caller from a header: tokens are checked elsewhere. */
    private static final class WhoeverItSays implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
            String role = http == null || http.getHeader("Role") == null ? "HUB" : http.getHeader("Role");
            return Caller.of(Map.of(
                    "sub", "somebody",
                    "agency", "hub",
                    "regions", Set.of("KZ"),
                    "roles", Set.of(role),
                    "scope", "facts:relay"));
        }
    }

    /** A stream of facts over a bare socket, where the test decides when to send and when to read. */
    final class Stream implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final StringBuilder pending = new StringBuilder();
        private boolean headRead;

        Stream() throws IOException {
            socket = new Socket("localhost", port());
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
            raw("POST /v1/facts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            raw("Transfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        void send(byte[] bytes) throws IOException {
            raw((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            raw(bytes);
            raw("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        void send(String text) throws IOException {
            send(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }

        void end() throws IOException {
            raw("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** The sender's side breaks off; the answers can still be read. */
        void cut() throws IOException {
            socket.shutdownOutput();
        }

        private void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** The next answer; null at the end. */
        String answer() throws IOException {
            if (!headRead) {
                while (!httpLine().isEmpty()) {
                    // the head says nothing that these tests ask
                }
                headRead = true;
            }
            while (pending.indexOf("\n") < 0) {
                String length = httpLine();
                if (length.isEmpty() || length.equals("0")) {
                    return null;
                }
                pending.append(new String(in.readNBytes(Integer.parseInt(length, 16)), StandardCharsets.UTF_8));
                httpLine();
            }
            String answer = pending.substring(0, pending.indexOf("\n"));
            pending.delete(0, answer.length() + 1);
            return answer;
        }

        /** A line of the protocol; empty at the end as well. */
        private String httpLine() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString().trim();
        }

        List<String> rest() throws IOException {
            var answers = new ArrayList<String>();
            for (String answer = answer(); answer != null; answer = answer()) {
                answers.add(answer);
            }
            return answers;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
