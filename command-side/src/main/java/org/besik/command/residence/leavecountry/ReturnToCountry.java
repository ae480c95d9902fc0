package org.besik.command.residence.leavecountry;

import org.besik.command.deciding.Order;

/** Record a return from abroad. */
public record ReturnToCountry(String country) implements Order {}
