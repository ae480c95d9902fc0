package org.besik.command.facts.batches;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemException;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/batches}: files of facts. */
@RestController
@RequestMapping("/v1/batches")
public final class BatchController {

    /** The longest file, in bytes, unpacked. */
    static final long LONGEST = 4L << 30;

    private static final int MOST_LISTED = 100;
    private static final int LONGEST_NAME = 255;
    private static final JsonMapper JSON = new JsonMapper();

    private final Batches batches;

    BatchController(Batches batches) {
        this.batches = batches;
    }

    /**
     * A batch as it stands.
     *
     * @param state {@code QUEUED}, {@code RUNNING}, {@code DONE}, or {@code FAILED} where the file as a whole is no good
     * @param lines facts in the file
     * @param remaining facts not answered yet
     * @param linesPerSecond facts answered a second
     * @param refusals where the refusals by line can be read, those so far included
     * @param problem why it failed; null: it did not
     */
    public record Status(
            String id,
            @Nullable String name,
            String format,
            String state,
            Instant receivedAt,
            @Nullable Instant finishedAt,
            long lines,
            long accepted,
            long duplicate,
            long refused,
            long remaining,
            double linesPerSecond,
            String refusals,
            @Nullable String problem) {}

    /** Some batches. */
    public record Statuses(List<Status> items) {}

    /** Takes a file: multipart, or as the body itself; NDJSON or CSV, gzip allowed. */
    @PostMapping
    ResponseEntity<Status> post(HttpServletRequest request, Caller caller) throws IOException, ServletException {
        if (caller.agency() == null && !caller.mayRelay()) {
            throw new ProblemException(Problem.of(
                    "forbidden", 403, "The role does not allow this", "Facts are reported by agencies and relays."));
        }
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        Batch batch;
        if (type.startsWith("multipart/form-data")) {
            Part part = request.getParts().stream()
                    .filter(one -> one.getSubmittedFileName() != null)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Problem.of(
                            "missing-field", 400, "A required member is missing", "Send the file as a part.")));
            batch = take(caller, part.getSubmittedFileName(), part.getContentType(), part.getInputStream());
        } else {
            batch = take(caller, request.getHeader("X-File-Name"), type, request.getInputStream());
        }
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/v1/batches/" + batch.id())
                .body(status(batch));
    }

    private Batch take(Caller caller, @Nullable String fileName, @Nullable String type, InputStream body)
            throws IOException {
        String name = fileName == null || fileName.isBlank()
                ? null
                : Path.of(fileName).getFileName() + "";
        if (name != null && name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME);
        }
        Batch.Format format = format(name, type);
        try {
            return batches.take(caller, name, format, unpacked(body), LONGEST);
        } catch (BatchFiles.TooLong tooLong) {
            throw new ProblemException(
                    Problem.of("too-large", 413, "The file is too large", "A batch has at most 4 GiB, unpacked."));
        } catch (ZipException | EOFException cut) {
            throw new ProblemException(
                    Problem.of("malformed-file", 400, "The file cannot be unpacked", "Its gzip is damaged or cut."));
        }
    }

    /** Packed or not is seen from the first two bytes: people upload what they have. */
    private static InputStream unpacked(InputStream body) throws IOException {
        var in = new PushbackInputStream(body, 2);
        byte[] start = in.readNBytes(2);
        in.unread(start);
        boolean packed = start.length == 2 && start[0] == (byte) 0x1F && start[1] == (byte) 0x8B;
        return packed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Batch.Format format(@Nullable String name, @Nullable String type) {
        String file = name == null ? "" : name.toLowerCase(Locale.ROOT);
        String media = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (file.endsWith(".gz")) {
            file = file.substring(0, file.length() - 3);
        }
        if (file.endsWith(".csv") || media.startsWith("text/csv")) {
            return Batch.Format.CSV;
        }
        if (file.endsWith(".ndjson")
                || file.endsWith(".jsonl")
                || media.startsWith("application/x-ndjson")
                || media.startsWith("application/jsonl")) {
            return Batch.Format.NDJSON;
        }
        throw new ProblemException(Problem.of(
                "unsupported-media-type",
                415,
                "The file has a type that is not taken here",
                "Send NDJSON (.ndjson) or CSV (.csv), plain or gzip."));
    }

    /** The caller's batches, the last received first. */
    @GetMapping
    Statuses list(Caller caller, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new ProblemException(
                    Problem.of("unknown-value", 400, "A value is not allowed", "The limit is from 1 to 100."));
        }
        return new Statuses(batches.of(caller, limit).stream().map(this::status).toList());
    }

    /** How far a batch has come. */
    @GetMapping("/{id}")
    Status one(Caller caller, @PathVariable String id) {
        return status(mine(caller, id));
    }

    /**
     * The refusals by line: a JSON object a line; a table for {@code Accept: text/csv}; for {@code Accept: application/json}
     * the first hundred as one document.
     */
    @GetMapping("/{id}/refusals")
    void refusals(Caller caller, @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Batch batch = mine(caller, id);
        Optional<Path> report = batches.refusals(batch);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.startsWith("application/json")) {
            response.setContentType("application/json");
            response.getOutputStream().write(firstOf(report));
            return;
        }
        boolean table = (accept != null && accept.contains("text/csv")) || "csv".equals(request.getParameter("format"));
        response.setContentType(table ? "text/csv; charset=utf-8" : "application/x-ndjson");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"refusals-" + batch.id() + (table ? ".csv\"" : ".ndjson\""));
        if (table) {
            table(report, response);
        } else if (report.isPresent()) {
            Files.copy(report.get(), response.getOutputStream());
        }
    }

    private static byte[] firstOf(Optional<Path> report) throws IOException {
        var items = JSON.createArrayNode();
        if (report.isPresent()) {
            try (var lines = Files.lines(report.get())) {
                lines.limit(MOST_LISTED).map(JSON::readTree).forEach(items::add);
            }
        }
        return JSON.writeValueAsBytes(JSON.createObjectNode().set("items", items));
    }

    private static void table(Optional<Path> report, HttpServletResponse response) throws IOException {
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF');
        try (var csv = new CSVPrinter(out, CSVFormat.EXCEL)) {
            csv.printRecord("line", "ref", "code", "field", "detail");
            if (report.isEmpty()) {
                return;
            }
            try (BufferedReader lines = Files.newBufferedReader(report.get())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode refusal = JSON.readTree(line);
                    JsonNode problem = refusal.path("problem");
                    csv.printRecord(
                            refusal.path("line").longValue(),
                            harmless(refusal.path("ref").stringValue("")),
                            problem.path("code").stringValue(""),
                            problem.path("field").stringValue(""),
                            problem.path("detail").stringValue(""));
                }
            }
        }
    }

    /** A spreadsheet takes text that begins like a formula for one and runs it. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private Batch mine(Caller caller, String id) {
        return batches.find(caller, id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "not-found", 404, "There is no such batch", "There is no such batch, or it is not yours.")));
    }

    private Status status(Batch batch) {
        return new Status(
                batch.id(),
                batch.name(),
                batch.format().name(),
                batch.state().name(),
                batch.receivedAt(),
                batch.finishedAt(),
                batch.lines(),
                batch.accepted(),
                batch.duplicate(),
                batch.refused(),
                Math.max(0, batch.lines() - batch.done()),
                Math.round(batches.linesPerSecond(batch) * 10) / 10.0,
                "/v1/batches/" + batch.id() + "/refusals",
                batch.problem());
    }
}
