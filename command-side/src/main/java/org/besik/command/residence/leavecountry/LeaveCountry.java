package org.besik.command.residence.leavecountry;

import org.besik.command.deciding.Order;

/** Record a departure abroad. */
public record LeaveCountry(String country) implements Order {}
