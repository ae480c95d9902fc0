package org.besik.command.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.besik.command.eventlog.ChainedFeed;
import org.besik.command.eventlog.tree.CheckpointSigner;
import org.besik.command.eventlog.tree.CheckpointSigner.Signed;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.LogAlteredException;
import org.besik.command.eventlog.tree.LogTree;
import org.besik.command.facts.Problem;
import org.besik.command.facts.ProblemAdvice;
import org.besik.command.facts.ProblemException;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.proofs.EventHash;
import org.besik.proofs.audit.Finding;
import org.besik.proofs.audit.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/audit}: for auditors and administrators, who then need not believe what the server says. */
@RestController
public final class AuditController {

    private static final Logger AUDIT = LoggerFactory.getLogger(AuditController.class);

    private static final long TOLD_EVERY = Duration.ofMillis(250).toNanos();
    private static final String RAW = "application/octet-stream";

    private final ChainedFeed log;
    private final LogTree tree;
    private final CheckpointSigner signer;
    private final CheckpointStore checkpoints;
    private final LogCheck check;
    private final Semaphore checking = new Semaphore(1);

    AuditController(
            ChainedFeed log, LogTree tree, CheckpointSigner signer, CheckpointStore checkpoints, LogCheck check) {
        this.log = log;
        this.tree = tree;
        this.signer = signer;
        this.checkpoints = checkpoints;
        this.check = check;
    }

    /** The last signed checkpoint, at most a second old while events come in. */
    @GetMapping("/v1/audit/checkpoint")
    public void checkpoint(Caller caller, HttpServletResponse response) throws IOException {
        admit(caller);
        send(response, "text/plain;charset=UTF-8", latest().note().getBytes(UTF_8));
    }

    /** That the event at a position is in the tree of a signed checkpoint, or of any earlier size. */
    @GetMapping("/v1/audit/proof/{position}")
    public void proof(
            Caller caller,
            @PathVariable long position,
            @RequestParam Optional<Long> size,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        admit(caller);
        long signed = latest().checkpoint().size();
        long of = size.orElse(signed);
        check(of >= 1 && of <= signed, "size", "From 1 to " + signed + ", what is signed.");
        if (position < 1 || position > of) {
            throw new ProblemException(Problem.of(
                    "not-found", 404, "There is no such event", "The tree has the events from 1 to " + of + "."));
        }
        byte[] leaf = tree.leaf(position);
        List<byte[]> hashes = tree.inclusion(position, of);
        if (wantsRaw(request)) {
            send(response, RAW, raw(position, of, leaf, hashes));
            return;
        }
        var proof = new LinkedHashMap<String, Object>();
        proof.put("position", position);
        proof.put("leaf", base64(leaf));
        proof.put("size", of);
        proof.put("hashes", hashes.stream().map(AuditController::base64).toList());
        note(of).ifPresent(note -> proof.put("checkpoint", note));
        send(response, "application/json", Answer.of(proof));
    }

    /** That the tree of one size is the beginning of the tree of another. */
    @GetMapping("/v1/audit/consistency")
    public void consistency(
            Caller caller,
            @RequestParam long from,
            @RequestParam Optional<Long> to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        admit(caller);
        long signed = latest().checkpoint().size();
        long until = to.orElse(signed);
        check(until >= 0 && until <= signed, "to", "From 0 to " + signed + ", what is signed.");
        check(from >= 0 && from <= until, "from", "From 0 to " + until + ".");
        List<byte[]> hashes = tree.consistency(from, until);
        if (wantsRaw(request)) {
            send(response, RAW, raw(from, until, new byte[0], hashes));
            return;
        }
        var proof = new LinkedHashMap<String, Object>();
        proof.put("from", from);
        proof.put("to", until);
        proof.put("hashes", hashes.stream().map(AuditController::base64).toList());
        note(until).ifPresent(note -> proof.put("checkpoint", note));
        send(response, "application/json", Answer.of(proof));
    }

    /** Events by position, a line each, as they are stored. */
    @GetMapping("/v1/audit/log")
    public void log(
            Caller caller,
            @RequestParam(defaultValue = "1") long from,
            @RequestParam Optional<Long> to,
            HttpServletResponse response)
            throws IOException {
        admit(caller);
        check(from >= 1, "from", "Positions begin with 1.");
        check(to.isEmpty() || to.get() >= from, "to", "Not before from.");
        long last = Math.min(to.orElse(Long.MAX_VALUE), log.head());
        response.setContentType("application/x-ndjson");
        LogExport.write(log, from, last, response.getOutputStream());
    }

    /** Reads the whole log again and says what it finds. */
    @GetMapping("/v1/audit/verify")
    public void verify(Caller caller, HttpServletResponse response) throws IOException {
        admit(caller);
        if (!checking.tryAcquire()) {
            response.setHeader("Retry-After", "60");
            throw new ProblemException(Problem.of(
                    "verification-runs", 429, "The log is being checked already", "Ask again when that has ended."));
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            var told = new long[] {System.nanoTime()};
            tell(response, "progress", Answer.of(Map.of("position", 0L, "head", log.head())));
            Report report = check.run((position, head) -> {
                if (System.nanoTime() - told[0] >= TOLD_EVERY || position == head) {
                    told[0] = System.nanoTime();
                    tell(response, "progress", Answer.of(progress(position, head)));
                }
            });
            if (!report.isWhole()) {
                report.findings().forEach(found -> AUDIT.error("The log is not as it was written: {}", found.what()));
            }
            tell(response, "verdict", Answer.of(verdict(report)));
        } finally {
            checking.release();
        }
    }

    private static Map<String, Object> progress(long position, long head) {
        var progress = new LinkedHashMap<String, Object>();
        progress.put("position", position);
        progress.put("head", head);
        return progress;
    }

    private static Map<String, Object> verdict(Report report) {
        var verdict = new LinkedHashMap<String, Object>();
        verdict.put("whole", report.isWhole());
        verdict.put("events", report.events());
        verdict.put("root", base64(report.root()));
        verdict.put("checkpoints", report.confirmed());
        verdict.put(
                "findings",
                report.findings().stream().map(AuditController::members).toList());
        verdict.put("remarks", report.remarks());
        return verdict;
    }

    private static Map<String, Object> members(Finding finding) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", finding.kind().code());
        members.put("from", finding.from());
        members.put("to", finding.to());
        members.put("what", finding.what());
        return members;
    }

    private static void tell(HttpServletResponse response, String event, byte[] data) throws IOException {
        OutputStream out = response.getOutputStream();
        out.write(("event: " + event + "\ndata: ").getBytes(UTF_8));
        out.write(data);
        out.write("\n\n".getBytes(UTF_8));
        out.flush();
    }

    private Signed latest() {
        Signed signed = signer.latest();
        if (signed == null || signed.checkpoint().size() > tree.size()) {
            throw new ProblemException(Problem.of(
                    "no-checkpoint",
                    503,
                    "Nothing can be proven yet",
                    "The tree is being made from the log, or the signer has stopped (see the server's health)."));
        }
        return signed;
    }

    private Optional<String> note(long size) {
        Signed signed = latest();
        return signed.checkpoint().size() == size ? Optional.of(signed.note()) : checkpoints.find(size);
    }

    private static boolean wantsRaw(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.startsWith(RAW);
    }

    /** Two numbers of eight bytes, the leaf if there is one, then the hashes: 976 bytes for 300 million events. */
    private static byte[] raw(long first, long second, byte[] leaf, List<byte[]> hashes) {
        ByteBuffer raw = ByteBuffer.allocate(2 * Long.BYTES + leaf.length + hashes.size() * EventHash.BYTES);
        raw.putLong(first).putLong(second).put(leaf);
        hashes.forEach(raw::put);
        return raw.array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void check(boolean holds, String parameter, String detail) {
        Refused.unless(holds, Rule.UNKNOWN_VALUE, parameter, detail);
    }

    private static void admit(Caller caller) {
        if (!caller.is(Role.AUDITOR) && !caller.is(Role.ADMIN)) {
            throw new ProblemException(Problem.of(
                    "forbidden", 403, "The role does not allow this", "It takes the role AUDITOR or ADMIN."));
        }
    }

    private static void send(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @ExceptionHandler
    void notANumber(MethodArgumentTypeMismatchException mismatch, HttpServletResponse response) throws IOException {
        unknown(mismatch.getName(), "It is a whole number.", response);
    }

    @ExceptionHandler
    void missing(MissingServletRequestParameterException missing, HttpServletResponse response) throws IOException {
        unknown(missing.getParameterName(), "It is required.", response);
    }

    private static void unknown(String parameter, String detail, HttpServletResponse response) throws IOException {
        ProblemAdvice.send(
                response,
                new Problem(
                        Rule.UNKNOWN_VALUE.code(),
                        Rule.UNKNOWN_VALUE.title(),
                        Rule.UNKNOWN_VALUE.status(),
                        detail,
                        parameter,
                        null));
    }

    @ExceptionHandler
    void altered(LogAlteredException altered, HttpServletResponse response) throws IOException {
        AUDIT.error("The log is not as it was written: {}", altered.getMessage());
        ProblemAdvice.send(
                response,
                Problem.of(
                        "log-altered",
                        500,
                        "The log was altered",
                        "Nothing can be proven of it: " + altered.getMessage()));
    }

    /** Small answers, written at once. */
    private static final class Answer {

        private static final JsonMapper JSON = new JsonMapper();

        static byte[] of(Map<String, Object> members) {
            return JSON.writeValueAsBytes(members);
        }
    }
}
