package org.besik.command.deciding;

import org.besik.events.Place;

/** An order that says where a child has come to live: whoever is named there without a number may be that child. */
public interface Arriving extends Order {

    /** Where the child arrived. */
    Place to();
}
