package org.besik.standalone;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.besik.command.CommandSide;
import org.besik.command.agency.describeagency.DescribeAgency;
import org.besik.command.facts.Agencies;
import org.besik.events.EventId;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.caller.Caller;

/** The door's agencies are the command side's. */
final class KnownAgencies implements Agencies {

    private final CommandSide side;
    private final Clock clock;

    KnownAgencies(CommandSide side, Clock clock) {
        this.side = side;
        this.clock = clock;
    }

    @Override
    public List<Agency> all() {
        return side.agencies().all().stream()
                .map(known ->
                        new Agency(known.agency(), known.name(), known.service(), known.region(), known.district()))
                .toList();
    }

    @Override
    public void describe(Agency agency, Caller by) {
        var described =
                new AgencyDescribed(agency.id(), agency.name(), agency.service(), agency.region(), agency.district());
        try {
            side.describe(new DescribeAgency(
                    described,
                    by.subject(),
                    new EventId(UUID.randomUUID().toString()),
                    LocalDate.now(clock),
                    clock.instant()));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
