package org.besik.command.officers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.besik.command.facts.reading.OrderForm;
import org.besik.command.identity.mergerecords.MergeRecords;
import org.besik.command.identity.mergerecords.RejectDuplicate;
import org.besik.command.identity.mergerecords.UnmergeRecords;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether two records are one child: merge them, part them again, or say that they only look alike. */
@RestController
@RequestMapping("/v1/children/{id}")
public final class DuplicateController {

    /** Two records are one child; the answer names the record that survives. */
    public static final OrderForm MERGE = OrderForm.of(
            "merge",
            List.of("other", "reason"),
            order -> new MergeRecords(new ChildId(order.text("other")), order.sentence("reason")));

    /** They are not after all; each has its own facts again. */
    public static final OrderForm UNMERGE = OrderForm.of(
            "unmerge",
            List.of("other", "reason"),
            order -> new UnmergeRecords(new ChildId(order.text("other")), order.sentence("reason")));

    private final OfficerDoor door;

    DuplicateController(OfficerDoor door) {
        this.door = door;
    }

    /** They are two children, never suggested again; the other record stands in the address. */
    public static OrderForm rejection(String other) {
        return new OrderForm(
                "duplicate-rejection",
                null,
                List.of("reason"),
                order -> new RejectDuplicate(new ChildId(other), order.sentence("reason")),
                Map.of("other", other));
    }

    @PostMapping("/merge")
    public void merge(@PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(MERGE, id, caller, request, response);
    }

    @PostMapping("/unmerge")
    public void unmerge(
            @PathVariable String id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        door.serve(UNMERGE, id, caller, request, response);
    }

    @PostMapping("/duplicates/{other}/rejection")
    public void reject(
            @PathVariable String id,
            @PathVariable String other,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        door.serve(rejection(other), id, caller, request, response);
    }
}
