package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.command.facts.reading.OrderForm;
import org.besik.command.tracing.resolvecontradiction.ResolveContradiction;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/contradictions/{id}/resolution}: an officer settles facts that exclude each other. */
@RestController
public final class ResolutionController {

    /** No record has this id: who names no contradiction is answered like who names no child. */
    private static final String NOBODY = "nobody";

    private final OfficerDoor door;
    private final Contradicted contradicted;

    ResolutionController(OfficerDoor door, ObjectProvider<Contradicted> contradicted) {
        this.door = door;
        this.contradicted = contradicted.getIfAvailable(() -> (caller, id) -> Optional.empty());
    }

    /** The contradiction stands in the address. */
    public static OrderForm resolution(String contradiction) {
        return new OrderForm(
                "contradiction-resolution",
                null,
                List.of("reason"),
                order -> new ResolveContradiction(contradiction, order.sentence("reason")),
                Map.of("contradiction", contradiction));
    }

    @PostMapping("/v1/contradictions/{id}/resolution")
    public void resolve(
            @PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String record = contradicted.record(caller, id).map(ChildId::value).orElse(NOBODY);
        door.serve(resolution(id), record, caller, request, response);
    }
}
