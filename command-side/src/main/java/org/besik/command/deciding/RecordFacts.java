package org.besik.command.deciding;

import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** Record what holds of some facts: one of a single delivery, up to 250 lines of a bulk one. */
@Command(namespace = "deciding", name = "RecordFacts", version = "1")
public record RecordFacts(List<Fact> facts) {}
