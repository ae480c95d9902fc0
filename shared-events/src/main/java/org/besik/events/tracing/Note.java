package org.besik.events.tracing;

import org.besik.events.Personal;
import org.jspecify.annotations.Nullable;

/** What somebody wrote in words of its own, which may name anybody. */
@Personal
public record Note(String text) {

    /** Null: nothing was written. */
    public static @Nullable Note of(@Nullable String text) {
        return text == null ? null : new Note(text);
    }

    @Override
    public String toString() {
        return "Note[sealed]";
    }
}
