package org.besik.command.registration.correctidentity;

import java.util.Set;
import org.besik.command.deciding.Identifying;
import org.besik.events.EventId;
import org.besik.events.Person;

/** Correct an earlier birth, registration or correction; {@code removed} names the members corrected to "not known". */
public record CorrectIdentity(Person person, Set<String> removed, EventId corrects) implements Identifying {}
