package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.besik.command.facts.reading.OrderForm;
import org.besik.command.tracing.opencase.OpenCase;
import org.besik.command.tracing.workcase.AssignCase;
import org.besik.command.tracing.workcase.AttemptTrace;
import org.besik.command.tracing.workcase.CloseCase;
import org.besik.command.tracing.workcase.EscalateCase;
import org.besik.command.tracing.workcase.LocateChild;
import org.besik.command.tracing.workcase.NoteCase;
import org.besik.command.tracing.workcase.ReopenCase;
import org.besik.events.caller.Caller;
import org.besik.events.tracing.CaseLevel;
import org.besik.events.tracing.TraceOutcome;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/children/{id}/case}: the search for a child, step by step. */
@RestController
@RequestMapping("/v1/children/{id}/case")
public final class CaseController {

    /** Names the case that is meant, where a child has several. */
    private static final String CASE = "case";

    /** Begins a search; the answer names it. */
    public static final OrderForm OPENING = new OrderForm(
            "case-opening", "caseId", List.of("reason"), order -> new OpenCase(order.optionalSentence("reason")));

    /** Makes an account answerable. */
    public static final OrderForm ASSIGNMENT = OrderForm.of(
            "case-assignment",
            List.of(CASE, "assignee"),
            order -> new AssignCase(order.optionalText(CASE), order.text("assignee")));

    /** Somebody looked for the child, perhaps some days ago. */
    public static final OrderForm ATTEMPT = OrderForm.of(
            "case-attempt",
            List.of(CASE, "occurredOn", "method", "result"),
            order ->
                    new AttemptTrace(order.optionalText(CASE), order.text("method"), order.optionalSentence("result")));

    /** Something to know for whoever goes on. */
    public static final OrderForm NOTE = OrderForm.of(
            "case-note",
            List.of(CASE, "note"),
            order -> new NoteCase(order.optionalText(CASE), order.sentence("note")));

    /** The child was found, perhaps some days ago. */
    public static final OrderForm LOCATION = OrderForm.of(
            "case-location",
            List.of(CASE, "occurredOn", "outcome"),
            order -> new LocateChild(order.optionalText(CASE), order.oneOf("outcome", TraceOutcome.class)));

    /** The case goes up a level, or to the named one. */
    public static final OrderForm ESCALATION = OrderForm.of(
            "case-escalation",
            List.of(CASE, "level", "reason"),
            order -> new EscalateCase(
                    order.optionalText(CASE),
                    order.has("level") ? order.oneOf("level", CaseLevel.class) : null,
                    order.sentence("reason")));

    /** The search ends. */
    public static final OrderForm CLOSURE = OrderForm.of(
            "case-closure",
            List.of(CASE, "outcome"),
            order -> new CloseCase(
                    order.optionalText(CASE),
                    order.has("outcome") ? order.oneOf("outcome", TraceOutcome.class) : null));

    /** The search begins again. */
    public static final OrderForm REOPENING = OrderForm.of(
            "case-reopening",
            List.of(CASE, "reason"),
            order -> new ReopenCase(order.optionalText(CASE), order.sentence("reason")));

    private final OfficerDoor door;

    CaseController(OfficerDoor door) {
        this.door = door;
    }

    @PostMapping
    public void open(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(OPENING, id, caller, request, response);
    }

    @PostMapping("/assignment")
    public void assign(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(ASSIGNMENT, id, caller, request, response);
    }

    @PostMapping("/attempts")
    public void attempt(
            @PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(ATTEMPT, id, caller, request, response);
    }

    @PostMapping("/notes")
    public void note(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(NOTE, id, caller, request, response);
    }

    @PostMapping("/location")
    public void locate(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(LOCATION, id, caller, request, response);
    }

    @PostMapping("/escalation")
    public void escalate(
            @PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(ESCALATION, id, caller, request, response);
    }

    @PostMapping("/closure")
    public void close(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(CLOSURE, id, caller, request, response);
    }

    @PostMapping("/reopening")
    public void reopen(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(REOPENING, id, caller, request, response);
    }
}
