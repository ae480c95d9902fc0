package org.besik.command.facts.reading;

import org.besik.command.deciding.Order;

/** How the {@code data} of one kind of fact is read. */
@FunctionalInterface
interface FactForm {

    /** What is asked for; refuses members that are unknown, missing or wrong. */
    Order read(Members data);
}
