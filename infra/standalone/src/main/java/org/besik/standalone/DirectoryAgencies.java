package org.besik.standalone;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.besik.command.CommandSide;
import org.besik.command.agency.describeagency.DescribeAgency;
import org.besik.command.facts.Agencies;
import org.besik.events.EventId;
import org.besik.events.agency.AgencyDescribed;
import org.besik.events.caller.Caller;

/** The agencies as the door asks for them, from the command side's directory. */
final class DirectoryAgencies implements Agencies {

    private final CommandSide commandSide;
    private final Clock clock;

    DirectoryAgencies(CommandSide commandSide, Clock clock) {
        this.commandSide = commandSide;
        this.clock = clock;
    }

    @Override
    public List<Agency> all() {
        return commandSide.agencies().all().stream()
                .map(agency -> new Agency(
                        agency.agency(), agency.name(), agency.service(), agency.region(), agency.district()))
                .toList();
    }

    @Override
    public void describe(Agency agency, Caller by) {
        commandSide.describe(new DescribeAgency(
                new AgencyDescribed(
                        agency.id(), agency.name(), agency.service(), agency.region(), agency.district()),
                by.subject(),
                new EventId(UUID.randomUUID().toString()),
                LocalDate.now(clock),
                clock.instant()));
    }
}
