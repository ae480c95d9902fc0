package org.besik.command.ending.recorddeath;

import org.besik.command.deciding.Order;

/** Record a death. */
public record RecordDeath() implements Order {}
