package org.besik.events;

/**
 * Says something of two records. What is sealed in it ends with the key of either, so that erasing one of the two persons
 * erases what was said of both.
 */
public interface AboutTwo extends ChildEvent {

    /** The record that it was not written to. */
    ChildId other();
}
