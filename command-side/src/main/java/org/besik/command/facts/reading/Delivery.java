package org.besik.command.facts.reading;

import org.besik.events.caller.Caller;

/**
 * What the facts of one request have in common.
 *
 * @param correlationId kept with every event
 */
public record Delivery(Caller caller, String correlationId) {}
