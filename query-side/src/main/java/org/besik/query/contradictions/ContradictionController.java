package org.besik.query.contradictions;

import java.util.Map;
import java.util.Optional;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotFound;
import org.besik.query.childrecord.ChildRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of contradictions over HTTP. */
@RestController
public class ContradictionController {

    private static final int MOST_ITEMS = 1_000;

    private final ContradictionList list;
    private final ChildRecords records;

    ContradictionController(ContradictionList list, ChildRecords records) {
        this.list = list;
        this.records = records;
    }

    /** Whose a contradiction is, settled or not, and the record that an order about it goes to; for who may read the child. */
    @GetMapping("/v1/contradictions/{id}")
    public Map<String, String> one(Caller caller, @PathVariable String id) {
        ChildId record = list.record(id).orElseThrow(NotFound::new);
        return Map.of("id", id, "childId", records.child(caller, record).id(), "record", record.value());
    }

    /** Contradictions of open and closed records in the caller's regions, newest first. */
    @GetMapping("/v1/contradictions")
    public ContradictionList.Page contradictions(
            Caller caller,
            @RequestParam Optional<String> region,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam @Nullable String cursor) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw new BadQuestion("limit", "From 1 to " + MOST_ITEMS + ".");
        }
        return list.page(caller, region, limit, cursor);
    }
}
