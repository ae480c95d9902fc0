package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.besik.command.facts.reading.OrderForm;
import org.besik.command.tracing.opencase.OpenCase;
import org.besik.events.caller.Caller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/children/{id}/case}: the search for a child, step by step. */
@RestController
@RequestMapping("/v1/children/{id}/case")
public final class CaseController {

    /** Begins a search; the answer names it. */
    public static final OrderForm OPENING = new OrderForm(
            "case-opening", "caseId", List.of("reason"), order -> new OpenCase(order.optionalSentence("reason")));

    private final OfficerDoor door;

    CaseController(OfficerDoor door) {
        this.door = door;
    }

    @PostMapping
    public void open(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(OPENING, id, caller, request, response);
    }
}
