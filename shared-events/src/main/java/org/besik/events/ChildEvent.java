package org.besik.events;

/** Something that happened to one child. Each subject seals its own family of these. */
public interface ChildEvent extends BesikEvent {

    /** The record that the event was written to; a later merge does not change it. */
    ChildId childId();
}
