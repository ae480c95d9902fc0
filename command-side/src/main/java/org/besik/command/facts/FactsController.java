package org.besik.command.facts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Fact;
import org.besik.command.facts.Answers.Answered;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.FactReader;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.caller.Caller;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/facts}: one fact, an array of them, or a stream. */
@RestController
public final class FactsController {

    /** The most facts of an array. */
    public static final int LARGEST_ARRAY = 1_000;

    /** The longest body that is not a stream, in bytes, unpacked. */
    static final int LONGEST_BODY = 8 << 20;

    private final FactReader facts;
    private final Deciding deciding;
    private final Answers answers;
    private final FactMetrics metrics;
    private final Pace pace;

    FactsController(FactReader facts, Deciding deciding, Answers answers, FactMetrics metrics, Pace pace) {
        this.facts = facts;
        this.deciding = deciding;
        this.answers = answers;
        this.metrics = metrics;
        this.pace = pace;
    }

    @PostMapping("/v1/facts")
    public void post(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        var delivery = new Delivery(caller, UUID.randomUUID().toString());
        switch (form(request)) {
            case STREAM -> stream(request, response, delivery);
            case JSON -> document(request, response, delivery);
        }
    }

    private enum Form {
        JSON,
        STREAM
    }

    private static Form form(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            MediaType media = MediaType.parseMediaType(type == null ? MediaType.APPLICATION_JSON_VALUE : type);
            if (media.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return Form.JSON;
            }
            if (media.equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON)) {
                return Form.STREAM;
            }
        } catch (InvalidMediaTypeException e) {
            // Answered like any other type that is not one of ours.
        }
        throw new ProblemException(Problem.of(
                "unsupported-media-type",
                415,
                "The body has a type that is not taken here",
                "Send application/json or application/x-ndjson."));
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(request.getInputStream(), 1 << 13);
        }
        throw new ProblemException(Problem.of(
                "unsupported-encoding",
                415,
                "The body has an encoding that is not taken here",
                "Send it plain or gzip."));
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Delivery delivery)
            throws IOException {
        InputStream in = body(request);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/x-ndjson");
        response.setHeader("X-Accel-Buffering", "no");
        new FactStream(facts, deciding, answers, metrics, pace, delivery).run(in, response.getOutputStream());
    }

    private void document(HttpServletRequest request, HttpServletResponse response, Delivery delivery)
            throws IOException {
        byte[] body;
        try {
            body = body(request).readNBytes(LONGEST_BODY + 1);
        } catch (ZipException | EOFException e) {
            throw new Refused(Rule.MALFORMED_JSON, null, "The body cannot be unpacked.");
        }
        if (body.length > LONGEST_BODY) {
            throw new ProblemException(Problem.of(
                    "too-large", 413, "The body is too large", "Send at most 8 MiB, or a stream of any length."));
        }
        List<ReadFact> array = startsArray(body) ? facts.readArray(body, body.length, LARGEST_ARRAY, delivery) : null;
        if (array == null) {
            alone(facts.read(body, 0, body.length, delivery), response, delivery);
        } else if (array.size() > LARGEST_ARRAY) {
            throw new ProblemException(Problem.of(
                    "too-many-facts", 413, "The array is too long", "Send at most 1,000 facts, or a stream."));
        } else {
            Answers.send(
                    response, 200, "application/json", answers.array(decide(array, delivery, 1), delivery.caller()));
        }
    }

    private static boolean startsArray(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '[';
            }
        }
        return false;
    }

    private void alone(ReadFact said, HttpServletResponse response, Delivery delivery) throws IOException {
        Answered answered = decide(List.of(said), delivery, 0).getFirst();
        answers.send(answered, delivery.caller(), null, response);
    }

    private List<Answered> decide(List<ReadFact> said, Delivery delivery, int firstPlace) {
        var chunks = new ArrayList<CompletableFuture<List<Answer>>>();
        List<Fact> toDecide = new ArrayList<>();
        for (ReadFact one : said) {
            Fact fact = one.fact();
            if (fact != null) {
                toDecide.add(fact);
            }
            if (toDecide.size() == FactStream.CHUNK) {
                chunks.add(deciding.record(toDecide));
                toDecide = new ArrayList<>();
            }
        }
        if (!toDecide.isEmpty()) {
            chunks.add(deciding.record(toDecide));
        }
        var decided =
                chunks.stream().flatMap(chunk -> Deciding.await(chunk).stream()).iterator();
        var answered = said.stream().map(one -> Answered.of(one, decided)).toList();
        for (int i = 0; i < answered.size(); i++) {
            metrics.count(
                    delivery,
                    firstPlace + i,
                    answered.get(i).said(),
                    answered.get(i).answer());
        }
        return answered;
    }
}
