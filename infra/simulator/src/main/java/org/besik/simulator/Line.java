package org.besik.simulator;

import java.nio.charset.StandardCharsets;

/** A JSON object on one line, written member by member. */
final class Line {

    private final StringBuilder text = new StringBuilder(512);

    Line() {
        text.append('{');
    }

    Line text(String name, String value) {
        name(name).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
        return this;
    }

    Line date(String name, int day) {
        return text(name, Days.date(day).toString());
    }

    Line number(String name, long value) {
        name(name).append(value);
        return this;
    }

    Line truth(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    Line nothing(String name) {
        name(name).append("null");
        return this;
    }

    Line open(String name) {
        name(name).append('{');
        return this;
    }

    Line close() {
        text.append('}');
        return this;
    }

    private StringBuilder name(String name) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(", ");
        }
        return text.append('"').append(name).append("\": ");
    }

    /** The object, closed, with a line feed. */
    byte[] bytes() {
        return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
