package org.besik.query.duplicates;

import java.util.UUID;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.NotFound;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/children/{id}/duplicates}. */
@RestController
@RequestMapping("/v1/children/{id}/duplicates")
public class DuplicateListController {

    private final Duplicates duplicates;

    DuplicateListController(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    /** Records that may be the same child, with what speaks for it, field by field. */
    @GetMapping
    public Duplicates.Suggested duplicates(Caller caller, @PathVariable String id) {
        try {
            return duplicates.of(caller, new ChildId(UUID.fromString(id).toString()));
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
