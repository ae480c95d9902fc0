package org.besik.command.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.command.facts.Agencies.Agency;
import org.besik.command.facts.reading.AgencyReader;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/agencies}: who reports, for administrators and for hubs that report for others. */
@RestController
public final class AgenciesController {

    private static final int LONGEST_ID = 100;

    private final Agencies agencies;

    AgenciesController(Agencies agencies) {
        this.agencies = agencies;
    }

    @GetMapping("/v1/agencies")
    public Map<String, List<Map<String, @Nullable Object>>> all(Caller caller) {
        admit(caller);
        return Map.of(
                "items",
                agencies.all().stream().map(AgenciesController::members).toList());
    }

    @PutMapping(path = "/v1/agencies/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    public Map<String, @Nullable Object> describe(@PathVariable String id, @RequestBody byte[] body, Caller caller) {
        admit(caller);
        Refused.unless(
                !id.isBlank() && id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl),
                Rule.UNKNOWN_VALUE,
                "id",
                "It has 1 to 100 characters.");
        Agency agency = AgencyReader.read(new AgencyId(id), body);
        Refused.unless(
                caller.covers(agency.region()),
                Rule.REGION_NOT_YOURS,
                "region",
                "The token does not cover this region.");
        agencies.describe(agency, caller);
        return members(agency);
    }

    private static void admit(Caller caller) {
        if (!caller.is(Role.ADMIN) && !caller.is(Role.HUB)) {
            throw new ProblemException(
                    Problem.of("forbidden", 403, "The role does not allow this", "It takes the role ADMIN or HUB."));
        }
    }

    private static Map<String, @Nullable Object> members(Agency agency) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("id", agency.id().value());
        members.put("name", agency.name());
        members.put("service", agency.service());
        members.put("region", agency.region());
        members.put("district", agency.district());
        return members;
    }
}
