package org.besik.events.tracing;

import org.besik.events.Personal;

/** What an officer wrote in words of its own, which may name anybody. */
@Personal
public record Note(String text) {

    @Override
    public String toString() {
        return "Note[sealed]";
    }
}
